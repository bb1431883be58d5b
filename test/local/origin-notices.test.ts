import { closeAll, recordingOrigin, running } from './running-edge';

afterEach(closeAll);

test('what an origin should do otherwise is told once, when its first answer shows it [ORG-052] [REQ-163] [REQ-182]', async () => {
  const { url } = await recordingOrigin((_head, socket) => socket.end('HTTP/1.1 200 OK\r\nDate: Sat, 01 Jan 2000 00:00:00 GMT\r\nConnection: close\r\n\r\nbody'));
  const DefaultCacheBehavior = { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const { port, notices } = await running({ Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }], DefaultCacheBehavior }, { site: url });
  const before = notices.length;
  for (const path of ['/a', '/b', '/a']) expect(await (await fetch(`http://127.0.0.1:${port}${path}`)).text()).toBe('body');
  expect(notices.slice(before)).toEqual([
    expect.stringMatching(/^the origin site of Site: GET \/a: Date: Sat, 01 Jan 2000 00:00:00 GMT is \d+ days behind the edge's clock; synchronise .* \(origin-clock\)$/),
    expect.stringMatching(/^the origin site of Site: GET \/a: Content-Length is missing.* \(origin-length\)$/),
  ]);
});
