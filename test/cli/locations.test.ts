import { createServer } from 'node:http';
import { AddressInfo, BlockList } from 'node:net';
import { directoryWith, run, start } from './run';
import { websiteTemplate } from './templates';
import { EDGE_LOCATIONS } from '../../src/config';

const DefaultCacheBehavior = { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const directory = directoryWith({ 'template.json': websiteTemplate({ CacheBehaviors: [], DefaultCacheBehavior }) });

interface Listed {
  readonly code: string;
  readonly billingRegion: string;
  readonly priceClass: string;
  readonly sourceRanges: readonly string[];
}

const listed = async (): Promise<Listed[]> => JSON.parse((await run('locations', '--json')).output);

test('every edge location is listed with its code, billing region, price class and networks [DST-170]', async () => {
  const { exitCode, output } = await run('locations');
  expect([exitCode, output.trim().split('\n').length]).toEqual([0, EDGE_LOCATIONS.length]);
  expect(output).toMatch(/^FRA {2}Frankfurt +EU {2}PriceClass_100 {2}127\.0\.0\.0\/8 ::1\/128$/m);
  expect(output).toMatch(/^NRT {2}Tokyo +JP {2}PriceClass_200 {2}/m);
  expect(output).toMatch(/^SYD {2}Sydney +AU {2}PriceClass_All {2}/m);
  expect((await listed()).find(({ code }) => code === 'GRU')).toEqual({ code: 'GRU', city: 'São Paulo', billingRegion: 'SA', priceClass: 'PriceClass_All', sourceRanges: ['127.0.0.0/8', '::1/128'] });
});

test('what an origin is asked comes from one of these networks, whichever location asks [DST-170]', async () => {
  const networks = new BlockList();
  for (const { sourceRanges } of await listed()) {
    for (const [network, bits] of sourceRanges.map((range) => range.split('/'))) networks.addSubnet(network, Number(bits), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  const seen: boolean[] = [];
  const server = createServer(({ socket }, response) => {
    seen.push(networks.check(socket.remoteAddress!, socket.remoteFamily === 'IPv6' ? 'ipv6' : 'ipv4'));
    response.end('api');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const edge = start('serve', `${directory}/template.json`, '--json', '--origin', `api=${url}`, '--edge-location', 'FRA56-P6', '--edge-location', 'SYD62-P1', '--country-header', 'X-Country');
  const { http } = JSON.parse(await edge.firstLine).distributions[0];
  for (const country of ['DE', 'AU']) {
    const answer = await fetch(`${http}/a`, { headers: { 'X-Country': country } });
    expect([answer.headers.get('x-amz-cf-pop'), answer.headers.get('x-cache')]).toEqual([country === 'DE' ? 'FRA56-P6' : 'SYD62-P1', 'Miss from cloudfront']);
  }
  edge.interrupt();
  await edge.ended;
  server.close();
  expect(seen).toEqual([true, true]);
});
