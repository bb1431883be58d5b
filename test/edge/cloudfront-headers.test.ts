import { MANAGED, originRequestPolicy, policies } from './policies';
import { ok, Scenario, ScenarioEdge, Viewer } from './scenario';
import { CLOUDFRONT_HEADERS } from '../../src/config';
import { ViewerPlace } from '../../src/edge';

const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const ANDROID_PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const ANDROID_TABLET = 'Mozilla/5.0 (Linux; Android 4.4.2; en-us; SAMSUNG SM-T530NU Build/KOT49H) AppleWebKit/537.36 (KHTML, like Gecko) Version/1.5 Mobile Safari/537.36';
const IPAD = 'Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1';
const TELEVISION = 'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/6.0 TV Safari/537.36';

const listing = (...Headers: string[]): Pick<Scenario, 'behavior' | 'resources'> => ({ behavior: { ForwardedValues: { QueryString: false, Headers } } });
const inPolicy = (...headers: string[]) => policies({ cache: {}, request: originRequestPolicy({ headers }) });

const PLACES: { readonly [ip: string]: ViewerPlace } = {
  '203.0.113.5': { region: 'BY', regionName: 'Bavaria', city: 'München', postalCode: '80331', latitude: 48.13743, longitude: 11.57549, timeZone: 'Europe/Berlin', asn: 3320, metroCode: '1' },
  '198.51.100.1': { region: 'MI', regionName: 'Michigan', city: 'Ann Arbor', postalCode: '48105', latitude: 42.30680, longitude: -83.70590, metroCode: '505', timeZone: 'America/Detroit', asn: 16509 },
};
const COUNTRIES: { readonly [ip: string]: string } = { '203.0.113.5': 'DE', '198.51.100.1': 'US', '192.0.2.33': 'FR', '3.5.0.1': 'US' };

const edgeWith = (scenario: Pick<Scenario, 'behavior' | 'resources'>) => (
  new ScenarioEdge({ origin: () => ok('body'), run: { countryOf: (ip) => COUNTRIES[ip], placeOf: (ip) => PLACES[ip] }, ...scenario })
);

/** What an origin gets of some headers. */
async function received(names: readonly string[], viewer: Viewer, scenario = inPolicy(...names)) {
  const edge = edgeWith(scenario);
  await edge.get('/a', viewer);
  return Object.fromEntries(names.map((name) => [name.replace('CloudFront-', ''), edge.asked[0].headers.get(name)]));
}

const DEVICES = ['Desktop', 'Mobile', 'Tablet', 'SmartTV', 'IOS', 'Android'].map((device) => `CloudFront-Is-${device}-Viewer`);

test.each([
  ['a desktop browser [OBJ-078] [REQ-102]', DESKTOP, ['Desktop']],
  ['an iPhone [REQ-103] [POL-101]', IPHONE, ['Mobile', 'IOS']],
  ['an Android phone', ANDROID_PHONE, ['Mobile', 'Android']],
  ['an Android tablet that does not call itself mobile', 'Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36', ['Tablet', 'Android']],
  ['an Android tablet, which is a mobile device, too [OBJ-079] [REQ-104] [POL-101]', ANDROID_TABLET, ['Mobile', 'Tablet', 'Android']],
  ['an iPad [OBJ-079] [REQ-104]', IPAD, ['Mobile', 'Tablet', 'IOS']],
  ['a television', TELEVISION, ['SmartTV']],
  ['a program [POL-101]', 'curl/8', ['Desktop']],
])('%s is told by its User-Agent', async (_title, agent, kinds) => {
  for (const scenario of [listing(...DEVICES), inPolicy(...DEVICES)]) {
    const got = await received(DEVICES, { headers: { 'User-Agent': agent } }, scenario);
    expect(got).toEqual(Object.fromEntries(['Desktop', 'Mobile', 'Tablet', 'SmartTV', 'IOS', 'Android'].map((kind) => [`Is-${kind}-Viewer`, String(kinds.includes(kind))])));
  }
});

test('a device is told although the origin gets no User-Agent of it [REQ-151]', async () => {
  const names = ['CloudFront-Is-Mobile-Viewer', 'User-Agent'];
  expect(await received(names, { headers: { 'User-Agent': IPHONE } }, listing('CloudFront-Is-Mobile-Viewer'))).toEqual({ 'Is-Mobile-Viewer': 'true', 'User-Agent': 'Amazon CloudFront' });
});

test.each<[string, string, Viewer, Viewer, string, string]>([
  ['[OBJ-078] [REQ-102]', 'CloudFront-Is-Desktop-Viewer', { headers: { 'User-Agent': DESKTOP } }, { headers: { 'User-Agent': IPHONE } }, 'true', 'false'],
  ['[REQ-103]', 'CloudFront-Is-Mobile-Viewer', { headers: { 'User-Agent': IPHONE } }, { headers: { 'User-Agent': DESKTOP } }, 'true', 'false'],
  ['[REQ-104]', 'CloudFront-Is-Tablet-Viewer', { headers: { 'User-Agent': IPAD } }, { headers: { 'User-Agent': DESKTOP } }, 'true', 'false'],
  ['[OBJ-081] [REQ-105]', 'CloudFront-Viewer-Country', { ip: '203.0.113.5' }, { ip: '192.0.2.33' }, 'DE', 'FR'],
  ['[OBJ-082] [REQ-101] [POL-050] [POL-107]', 'CloudFront-Forwarded-Proto', { protocol: 'https' }, { protocol: 'http' }, 'https', 'http'],
])('%s %s is added, and tells objects apart, where it is listed, and only there', async (_rows, header, one, other, first, second) => {
  const listed = edgeWith(listing(header));
  expect([await listed.xCache('/a', one), await listed.xCache('/a', other), await listed.xCache('/a', one)]).toEqual(['Miss', 'Miss', 'Hit']);
  expect(listed.asked.map(({ headers }) => headers.get(header))).toEqual([first, second]);
  const unlisted = edgeWith({});
  expect([await unlisted.xCache('/a', one), await unlisted.xCache('/a', other)]).toEqual(['Miss', 'Hit']);
  expect(unlisted.asked[0].headers.get(header)).toBeNull();
});

test.each([
  ['[REQ-101]', 'CloudFront-Forwarded-Proto', 'https'],
  ['[REQ-102]', 'CloudFront-Is-Desktop-Viewer', 'true'],
  ['[REQ-103]', 'CloudFront-Is-Mobile-Viewer', 'false'],
  ['[REQ-104]', 'CloudFront-Is-Tablet-Viewer', 'false'],
  ['[REQ-105]', 'CloudFront-Viewer-Country', 'DE'],
])('%s what a viewer says itself of %s counts for nothing', async (_rows, header, computed) => {
  const viewer = { ip: '203.0.113.5', headers: { [header]: 'forged' } };
  expect(Object.values(await received([header], viewer, listing(header)))).toEqual([computed]);
  expect(Object.values(await received([header], viewer, {}))).toEqual([null]);
});

test('in a policy a header that CloudFront adds replaces the viewer\'s; one that it does not add is the viewer\'s own [POL-086] [POL-111]', async () => {
  const viewer = { ip: '203.0.113.5', headers: { 'CloudFront-Viewer-Country': 'XX' } };
  const names = ['CloudFront-Viewer-Country', 'X-Own'];
  const added = policies({ cache: {}, request: { ...originRequestPolicy({}), HeadersConfig: { HeaderBehavior: 'allViewerAndWhitelistCloudFront', Headers: ['CloudFront-Viewer-Country'] } } });
  expect(await received(names, { ...viewer, headers: { ...viewer.headers, 'X-Own': '1' } }, added)).toEqual({ 'Viewer-Country': 'DE', 'X-Own': '1' });
  expect(await received(names, viewer, policies({ cache: {}, request: MANAGED.AllViewer }))).toEqual({ 'Viewer-Country': 'XX', 'X-Own': null });
});

test('no header is added that nothing names, also where all headers of viewers are forwarded [POL-099]', async () => {
  for (const scenario of [{}, listing('*'), policies({ cache: {} }), policies({ cache: {}, request: MANAGED.AllViewer })]) {
    const edge = edgeWith(scenario);
    await edge.get('/a', { ip: '203.0.113.5' });
    expect([...edge.asked[0].headers.keys()].filter((name) => name.startsWith('cloudfront-'))).toEqual([]);
  }
});

test.each([
  ['by ForwardedValues', listing('CloudFront-Viewer-Country')],
  ['by a cache policy', policies({ cache: { headers: ['CloudFront-Viewer-Country'] } })],
  ['by an origin request policy', inPolicy('CloudFront-Viewer-Country')],
])('a header is added that is named %s [POL-099]', async (_title, scenario) => {
  expect(await received(['CloudFront-Viewer-Country'], { ip: '203.0.113.5' }, scenario)).toEqual({ 'Viewer-Country': 'DE' });
});

test('the key knows nothing of the connection that no header names [POL-050]', async () => {
  const edge = edgeWith(policies({ cache: {} }));
  const viewers: Viewer[] = [{ protocol: 'http' }, { protocol: 'https' }, { ip: '203.0.113.5' }, { httpVersion: '1.0' }];
  const results = [];
  for (const viewer of viewers) results.push(await edge.xCache('/a', viewer));
  expect(results).toEqual(['Miss', 'Hit', 'Hit', 'Hit']);
});

const PLACE = ['Country', 'Country-Name', 'Country-Region', 'Country-Region-Name', 'City', 'Postal-Code', 'Latitude', 'Longitude', 'Metro-Code', 'Time-Zone', 'ASN'].map((name) => `CloudFront-Viewer-${name}`);

test('the place of a viewer is told, beyond ASCII in percent-encoding, a metro code in the United States alone [POL-104] [POL-105]', async () => {
  expect(await received(PLACE, { ip: '203.0.113.5' })).toEqual({
    'Viewer-Country': 'DE',
    'Viewer-Country-Name': 'Germany',
    'Viewer-Country-Region': 'BY',
    'Viewer-Country-Region-Name': 'Bavaria',
    'Viewer-City': 'M%C3%BCnchen',
    'Viewer-Postal-Code': '80331',
    'Viewer-Latitude': '48.13743',
    'Viewer-Longitude': '11.57549',
    'Viewer-Metro-Code': null,
    'Viewer-Time-Zone': 'Europe/Berlin',
    'Viewer-ASN': '3320',
  });
  expect(await received(PLACE, { ip: '198.51.100.1' })).toMatchObject({ 'Viewer-Country-Name': 'United States', 'Viewer-City': 'Ann Arbor', 'Viewer-Metro-Code': '505' });
});

test('of an address of AWS the country alone is known [POL-103]', async () => {
  const known = Object.entries(await received(PLACE, { ip: '3.5.0.1' })).filter(([, value]) => value !== null);
  expect(known).toEqual([['Viewer-Country', 'US'], ['Viewer-Country-Name', 'United States']]);
});

test('an address comes with the port, for IPv6 without brackets [POL-102]', async () => {
  const edge = edgeWith(inPolicy('CloudFront-Viewer-Address'));
  const { record: { host } } = await edge.get('/port-unknown');
  const request = { method: 'GET', headers: ['Host', host], protocol: 'https', httpVersion: '2.0', port: 46_532 } as const;
  await edge.edge.handle({ ...request, url: '/4', ip: '198.51.100.10' });
  await edge.edge.handle({ ...request, url: '/6', ip: '2001:db8::1' });
  expect(edge.asked.map(({ headers }) => headers.get('cloudfront-viewer-address'))).toEqual([null, '198.51.100.10:46532', '2001:db8::1:46532']);
});

test('the names of a viewer\'s headers are told in their order, up to a length, and counted [POL-106]', async () => {
  const names = ['CloudFront-Viewer-Header-Order', 'CloudFront-Viewer-Header-Count'];
  const headers = { 'User-Agent': 'curl/8', 'Accept': '*/*', 'Accept-Encoding': 'gzip' };
  expect(await received(names, { headers })).toEqual({ 'Viewer-Header-Order': 'Host:User-Agent:Accept:Accept-Encoding', 'Viewer-Header-Count': '4' });
  const many = Object.fromEntries(Array.from({ length: 800 }, (_, i) => [`X-Header-${String(i).padStart(4, '0')}`, '1']));
  const got = await received(names, { headers: many });
  expect([got['Viewer-Header-Order']!.length, got['Viewer-Header-Count']]).toEqual([7_680, '801']);
});

test('the version of HTTP is told [POL-108]', async () => {
  expect(await received(['CloudFront-Viewer-Http-Version'], { httpVersion: '1.1' })).toEqual({ 'Viewer-Http-Version': '1.1' });
  const edge = edgeWith(inPolicy('CloudFront-Viewer-Http-Version'));
  const { record: { host } } = await edge.get('/first');
  await edge.edge.handle({ method: 'GET', url: '/a', headers: ['Host', host], protocol: 'https', httpVersion: '2.0', ip: '192.0.2.1' });
  expect(edge.asked[1].headers.get('cloudfront-viewer-http-version')).toBe('2.0');
});

test('what there is of a TLS connection is told of HTTPS requests alone [POL-109] [POL-110]', async () => {
  const names = ['CloudFront-Viewer-TLS', 'CloudFront-Viewer-JA3-Fingerprint', 'CloudFront-Viewer-JA4-Fingerprint'];
  expect(Object.values(await received(names, { protocol: 'http' }))).toEqual([null, null, null]);
  const edge = edgeWith(inPolicy(...names));
  const { record: { host } } = await edge.get('/first');
  const tls = () => ({ protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', handshake: 'sessionResumed', ja3: 'three', ja4: 'four' }) as const;
  await edge.edge.handle({ method: 'GET', url: '/a', headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', tls });
  expect(names.map((name) => edge.asked[1].headers.get(name))).toEqual(['TLSv1.3:TLS_AES_128_GCM_SHA256:sessionResumed', 'three', 'four']);
});

test('AllViewerAndCloudFrontHeaders-2022-06 adds the headers that there were by then [POL-096]', async () => {
  const edge = edgeWith(policies({ cache: {}, request: '33f36d7e-f396-46d9-90e0-52428a34d9dc' }));
  const { record: { host } } = await edge.get('/first');
  const tls = () => ({ protocol: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', handshake: 'fullHandshake', ja3: 'three', ja4: 'four' }) as const;
  await edge.edge.handle({ method: 'GET', url: '/a', headers: ['Host', host], protocol: 'https', httpVersion: '1.1', ip: '198.51.100.1', port: 1234, tls });
  const added = [...edge.asked[1].headers.keys()].filter((name) => name.startsWith('cloudfront-'));
  const later = ['ja3-fingerprint', 'ja4-fingerprint', 'header-order', 'header-count', 'cert-*'].map((name) => `cloudfront-viewer-${name}`);
  expect(added.sort()).toEqual(CLOUDFRONT_HEADERS.map((name) => name.toLowerCase()).filter((name) => !later.includes(name)).sort());
  expect(added).toHaveLength(21);
});

test('Amplify tells viewers apart by country, by Authorization, Host, cookies and query strings, and caches for 2 to 600 seconds [POL-066]', async () => {
  const edge = edgeWith(policies({ cache: MANAGED.Amplify }));
  const base = { ip: '203.0.113.5', headers: { Cookie: 'a=1' } };
  const results = [];
  for (const [url, viewer] of [
    ['/a?x=1', base], ['/a?x=1', base], ['/a?x=2', base], ['/a?x=1', { ...base, ip: '192.0.2.33' }], ['/a?x=1', { ...base, headers: { Cookie: 'a=2' } }],
    ['/a?x=1', { ...base, headers: { Cookie: 'a=1', Authorization: 'Basic x' } }],
  ] as const) results.push(await edge.xCache(url, viewer));
  expect(results).toEqual(['Miss', 'Hit', 'Miss', 'Miss', 'Miss', 'Miss']);
  for (const [cacheControl, seconds] of [['max-age=3600', 600], ['no-store', 2], [undefined, 2]] as const) {
    const living = new ScenarioEdge({ origin: () => ok('body', cacheControl === undefined ? {} : { 'cache-control': cacheControl }), ...policies({ cache: MANAGED.Amplify }) });
    await living.get('/a');
    living.advance(seconds - 1);
    expect(await living.xCache('/a')).toBe('Hit');
    living.advance(2);
    expect(await living.xCache('/a')).toBe('Miss');
  }
});
