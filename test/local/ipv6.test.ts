import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { closeAll, running } from './running-edge';
import { FunctionOriginRequest, RequestRecord } from '../../src/edge';
import { HostNames } from '../../src/local/host-names';
import { Listener } from '../../src/local/listener';
import { originRequestPolicy, policies } from '../edge/policies';
import { ok, ScenarioEdge } from '../edge/scenario';

afterEach(closeAll);

const hasIpv6 = Object.values(networkInterfaces()).flat().some((network) => network?.address === '::1');
const testWithIpv6 = hasIpv6 ? test : test.skip;

/** Asks by IPv6; tells the port that it is asked from, and the answer. */
function ask(port: number): Promise<{ readonly from: number; readonly answer: string }> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ port, host: '::1' }, () => {
      const from = socket.localPort!;
      socket.on('data', (bytes) => { answer += bytes; }).on('close', () => resolve({ from, answer }));
      socket.write('GET / HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n');
    }).on('error', reject);
  });
}

testWithIpv6('a viewer that comes by IPv6 is known by that address, without brackets [DTD-045]', async () => {
  const records: RequestRecord[] = [];
  const asked: FunctionOriginRequest[] = [];
  const edge = new ScenarioEdge({
    origin: (request) => {
      asked.push(request);
      return ok('body');
    },
    config: { Aliases: ['www.example.com'] },
    run: { record: (record) => records.push(record) },
    ...policies({ cache: {}, request: originRequestPolicy({ headers: ['CloudFront-Viewer-Address'] }) }),
  });
  const viewers = { protocol: 'http', hostNames: new HostNames([]) } as const;
  const listener = await Listener.open({ edge: edge.edge, viewers, onDefect: (error) => { throw error; } }, '::1', 0);
  const { from, answer } = await ask(listener.port);
  await listener.close();
  expect(answer).toMatch(/body$/);
  expect(records[0].request.ip).toBe('::1');
  expect([asked[0].headers.get('x-forwarded-for'), asked[0].headers.get('cloudfront-viewer-address')]).toEqual(['::1', `::1:${from}`]);
});

const config = (IPV6Enabled?: boolean) => ({
  IPV6Enabled,
  Aliases: ['www.example.com'],
  Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
});

describe('a distribution', () => {
  testWithIpv6('with IPv6 on is reached by IPv6 as well, by HTTP and HTTPS [DTD-044]', async () => {
    const { port, httpsPort } = await running(config(true), { origin: () => 'body' });
    expect((await ask(port)).answer).toMatch(/^HTTP\/1.1 200 [^]*body$/);
    await new Promise((resolve, reject) => connect(httpsPort, '::1').on('connect', resolve).on('error', reject));
  });

  testWithIpv6.each([[false], [undefined]])('with IPV6Enabled %s is not [DTD-044]', async (enabled) => {
    const { port, httpsPort } = await running(config(enabled), { origin: () => 'body' });
    await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(ask(httpsPort)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  testWithIpv6('is reached by IPv6 from the moment on at which that is switched on, until it is switched off', async () => {
    const { port, change } = await running(config(false), { origin: () => 'body' });
    await change(config(true));
    expect((await ask(port)).answer).toMatch(/body$/);
    await change(config(false));
    await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

testWithIpv6('free ports are free by IPv6 as well', async () => {
  // Another program has the first port that is chosen.
  const other = createServer();
  const open = Listener.open;
  let first = true;
  const spy = jest.spyOn(Listener, 'open').mockImplementation(async (options, host, port) => {
    if (host === '::1' && first) {
      first = false;
      await new Promise<void>((resolve) => other.listen(port, '::1', resolve));
    }
    return open.call(Listener, options, host, port);
  });
  const { port } = await running(config(true), { origin: () => 'body' });
  spy.mockRestore();
  expect((await ask(port)).answer).toMatch(/body$/);
  other.close();
});
