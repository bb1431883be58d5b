import { settled } from './player';
import { StreamingScenario, WEB } from './scenario';
import { readConnectUrl } from '../../src/streaming/connect-url';

test.each([
  ['rtmp://s1.cloudfront.net/cfx/st', 'cfx/st', 'rtmp', ''],
  ['rtmpte://s1.cloudfront.net:1935/cfx/st?a=b', 'cfx/st?a=b', 'rtmpte', 'a=b'],
  ['rtmp://s1.cloudfront.net/cfx/st/_definst_', 'cfx/st/_definst_', 'rtmp', ''],
  ['rtmp://s1.cloudfront.net/cfx/st', undefined, 'rtmp', ''],
  ['RTMPE://s1.cloudfront.net/cfx/st/', 'cfx/st/', 'rtmpe', ''],
])('%s with application %s leads to the distribution [RTM-019]', (url, app, scheme, query) => {
  expect(readConnectUrl(url, app)).toEqual({ scheme, host: 's1.cloudfront.net', query });
});

test.each([
  ['rtmp://s1.cloudfront.net/', '', 'InvalidURI'],
  ['rtmp://s1.cloudfront.net/vod', 'vod', 'InvalidURI'],
  ['http://s1.cloudfront.net/cfx/st', 'cfx/st', 'InvalidURI'],
  ['', undefined, 'InvalidURI'],
  ['rtmp://s1.cloudfront.net/cfx/live', 'cfx/live', 'InvalidInstance'],
  ['rtmp://s1.cloudfront.net/cfx', 'cfx', 'InvalidInstance'],
  ['rtmp://s1.cloudfront.net/cfx/st/other', 'cfx/st/other', 'InvalidInstance'],
])('%s with application %s is refused with %s [RTM-019] [RTM-042] [RTM-043]', async (tcUrl, app, error) => {
  const scenario = new StreamingScenario();
  const player = scenario.player();
  const info = await player.connect({ tcUrl, app });
  expect(info).toMatchObject({ level: 'error', description: expect.stringContaining(error), application: { message: expect.stringContaining(error) } });
  expect(info.code).toBe(error === 'InvalidURI' ? 'NetConnection.Connect.InvalidApp' : 'NetConnection.Connect.Rejected');
  expect(player.connection.isEnded).toBe(true);
});

test.each([
  ['no distribution has', 's000000.cloudfront.net', 'DistributionNotFound', '[RTM-040]'],
  ['a web distribution has', 'www.example.com', 'DistributionTypeMismatch', '[RTM-041]'],
])('a host that %s is refused: %s with %s [RTM-039] %s', async (_what, host, error) => {
  const scenario = new StreamingScenario({ resources: WEB });
  const info = await scenario.player({ host }).connect();
  expect(info).toMatchObject({ code: 'NetConnection.Connect.Rejected', description: expect.stringContaining(error), application: { message: expect.stringContaining(error) } });
  expect(scenario.records).toMatchObject([{ event: 'connect', distribution: undefined, status: 'NetConnection.Connect.Rejected', connectUrl: `rtmp://${host}/cfx/st` }]);
});

test('an alias leads to the distribution as its own name does, and so does one that a wildcard means [RTM-079]', async () => {
  const scenario = new StreamingScenario({ config: { Aliases: ['media.example.com', '*.example.org'] } });
  for (const host of ['media.example.com', 'MEDIA.example.com', 'a.example.org', scenario.domainName]) {
    expect(await scenario.player({ host }).connect()).toMatchObject({ code: 'NetConnection.Connect.Success' });
  }
});

test('a disabled distribution lets nobody in until it is enabled, as often as it is changed [RTM-087] [RTM-088] [RTM-089]', async () => {
  const scenario = new StreamingScenario({ config: { Enabled: false } });
  for (const Enabled of [false, true, false, true, false, true]) {
    scenario.deploy({ config: { Enabled } });
    expect(await scenario.player().connect()).toMatchObject(Enabled ? { code: 'NetConnection.Connect.Success' } : { code: 'NetConnection.Connect.Rejected', description: expect.stringContaining('is disabled') });
  }
});

test('a change reaches the edge after the time that deployments take', async () => {
  const scenario = new StreamingScenario({ run: { deploymentTime: 60_000 } });
  scenario.deploy({ config: { Enabled: false } });
  expect(await scenario.player().connect()).toMatchObject({ code: 'NetConnection.Connect.Success' });
  scenario.clock.advance(60_000);
  expect(await scenario.player().connect()).toMatchObject({ code: 'NetConnection.Connect.Rejected' });
});

test('viewers are served at the nearest edge location of the price class', async () => {
  const scenario = new StreamingScenario({
    config: { PriceClass: 'PriceClass_100' }, run: { edgeLocations: ['SYD62-P1', 'FRA56-P6', 'IAD89-P1'], countryOf: () => 'DE' },
  });
  await scenario.player().connect();
  expect(scenario.records[0].edgeLocation).toBe('FRA56-P6');
});

test('a client that does not connect in time is let go', async () => {
  const scenario = new StreamingScenario();
  const player = scenario.player();
  scenario.clock.advance(30_000);
  expect(player.connection.isEnded).toBe(true);
  const connected = scenario.player();
  await connected.connect();
  scenario.clock.advance(3_600_000);
  expect(connected.connection.isEnded).toBe(false);
  await settled();
});
