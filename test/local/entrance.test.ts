import { distribution } from './distributions';
import { edgeOf, exchange } from './sockets';
import { showing } from './tls/showing';
import { Entrance, EntranceOptions, reachableHost } from '../../src/local/entrance';
import { HostNames } from '../../src/local/host-names';
import { selfSignedCertificate } from '../../src/local/tls/certificate';

async function open(more: Partial<EntranceOptions> = {}): Promise<Entrance> {
  return Entrance.open({
    edge: edgeOf(({ protocol, headers }) => ({
      status: 301,
      headers: ['Content-Length', '0', 'X-Seen', `${protocol} ${headers[1]}`, 'Location', 'https://d111.cloudfront.net/'],
      record: { resultType: 'Redirect' } as never,
    })),
    viewers: { hostNames: new HostNames([distribution('Site', 'd111.cloudfront.net')]) },
    encryption: showing(await selfSignedCertificate(['127.0.0.1'])),
    host: '127.0.0.1',
    port: 0,
    httpsPort: 0,
    onDefect: (error) => { throw error; },
    ...more,
  });
}

test('a redirect to HTTPS leads from the one port to the other', async () => {
  const entrance = await open();
  const { port } = new URL(entrance.urls.http);
  const answer = await exchange(Number(port), `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
  expect(answer).toContain('X-Seen: http d111.cloudfront.net\r\n');
  expect(answer).toContain(`Location: ${entrance.urls.https}/\r\n`);
  await entrance.close();
});


test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
  ['::1', '[::1]'],
  ['edge.example.com', 'edge.example.com'],
])('who listens on %s is reached at %s', (address, host) => {
  expect(reachableHost(address)).toBe(host);
});

test('nothing stays open when one of the ports is taken', async () => {
  const first = await open();
  const taken = Number(new URL(first.urls.http).port);
  await expect(open({ port: taken })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
