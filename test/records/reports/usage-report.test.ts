import { Said, Traffic } from '../traffic';

const AMERICA = 'IAD89-P1';

test.each<[string, readonly Said[], { readonly [usageType: string]: number }]>([
  ['HTTP GET and HEAD of objects with a TTL of an hour or more [RPT-022] [RPT-028]', [{ protocol: 'http', ttl: 3600, bytes: 1250, at: AMERICA }, { method: 'HEAD', protocol: 'http', ttl: 3600, bytes: 250, at: AMERICA }],
    { 'US-Requests-HTTP-Static': 2, 'US-Out-Bytes-HTTP-Static': 1500 }],
  ['HTTP GET and HEAD of objects with a shorter TTL [RPT-023] [RPT-029]', [{ protocol: 'http', ttl: 3599, bytes: 500, at: AMERICA }], { 'US-Requests-HTTP-Dynamic': 1, 'US-Out-Bytes-HTTP-Dynamic': 500 }],
  ['HTTPS GET and HEAD of objects with a TTL of an hour or more [RPT-025] [RPT-032]', [1, 2, 3].map(() => ({ ttl: 86_400, bytes: 1250, at: 'NRT12-C1' })), { 'JP-Requests-HTTPS-Static': 3, 'JP-Out-Bytes-HTTPS-Static': 3750 }],
  ['HTTPS GET and HEAD of objects with a shorter TTL [RPT-026] [RPT-033]', [{ ttl: 0, bytes: 500, at: 'BOM78-P1' }], { 'IN-Requests-HTTPS-Dynamic': 1, 'IN-Out-Bytes-HTTPS-Dynamic': 500 }],
  ['other methods by HTTP that went to the origin: with 23 bytes of head and the body [RPT-024] [RPT-030] [RPT-031]',
    [{ protocol: 'http', method: 'POST', url: '/form', forwarded: true, uploaded: 777, bytes: 300, result: 'Miss' }, { protocol: 'http', method: 'POST', status: 403, result: 'Error', bytes: 0 }],
    { 'EU-Requests-HTTP-Proxy': 1, 'EU-Out-Bytes-HTTP-Proxy': 300, 'EU-Out-OBytes-HTTP-Proxy': 800 }],
  ['other methods by HTTPS that went to the origin [RPT-027] [RPT-034] [RPT-035]', [{ method: 'PUT', url: '/form2', forwarded: true, uploaded: 4977, bytes: 300, at: 'SYD1' }],
    { 'AU-Requests-HTTPS-Proxy': 1, 'AU-Out-Bytes-HTTPS-Proxy': 300, 'AU-Out-OBytes-HTTPS-Proxy': 5000 }],
  ['WebSocket, though it begins with GET [RPT-024] [RPT-027]', [{ webSocket: true, forwarded: true, url: '/', bytes: 100 }], { 'EU-Requests-HTTPS-Proxy': 1, 'EU-Out-Bytes-HTTPS-Proxy': 100, 'EU-Out-OBytes-HTTPS-Proxy': 18 }],
  ['the way through Origin Shield, as a request of its own', [{ result: 'Miss', ttl: 0, shielded: true }], { 'EU-Requests-HTTPS-Dynamic': 1, 'EU-Out-Bytes-HTTPS-Dynamic': 1000, 'EU-Requests-OriginShield': 1 }],
])('usage counts %s', (_says, all, expected) => {
  const traffic = new Traffic();
  for (const said of all) traffic.request(said);
  expect(traffic.usage()).toEqual(expected);
});

test('a line says service, method, usage type, distribution, time and value [RPT-013] [RPT-016] [RPT-017] [RPT-018]', () => {
  const traffic = new Traffic();
  traffic.request({ protocol: 'http', bytes: 1000 });
  traffic.request({ method: 'PATCH', forwarded: true });
  expect(traffic.csv('usage-report', { granularity: 'hour' }).filter((line) => !/Bytes/.test(line))).toEqual([
    'Service,Operation,UsageType,Resource,StartTime,EndTime,UsageValue',
    `AmazonCloudFront,GET,EU-Requests-HTTP-Static,${traffic.id()},2014-10-24T10:00:00Z,2014-10-24T11:00:00Z,1`,
    `AmazonCloudFront,PATCH,EU-Requests-HTTPS-Proxy,${traffic.id()},2014-10-24T10:00:00Z,2014-10-24T11:00:00Z,1`,
  ]);
});

test('lines are of hours, days or months [RPT-014]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-24T10:10:00Z');
  traffic.request();
  traffic.moveTo('2014-10-24T10:50:00Z');
  traffic.request();
  traffic.moveTo('2014-10-24T11:05:00Z');
  traffic.request();
  const values = (granularity: string) => traffic.report('usage-report', { granularity, operation: 'GET', usageTypes: 'EU-Requests-HTTPS-Static' }).rows
    .map(({ StartTime, EndTime, UsageValue }: { [column: string]: unknown }) => [StartTime, EndTime, UsageValue]);
  expect(values('hour')).toEqual([['2014-10-24T10:00:00Z', '2014-10-24T11:00:00Z', 2], ['2014-10-24T11:00:00Z', '2014-10-24T12:00:00Z', 1]]);
  expect(values('day')).toEqual([['2014-10-24T00:00:00Z', '2014-10-25T00:00:00Z', 3]]);
  expect(values('month')).toEqual([['2014-10-01T00:00:00Z', '2014-11-01T00:00:00Z', 3]]);
});

test.each([
  ['HKG62', 'AP'], ['SIN2', 'AP'], ['TPE51', 'AP'], ['ICN50', 'AP'], ['MNL50', 'AP'], ['SYD1', 'AU'], ['FRA2', 'EU'], ['TLV50', 'EU'], ['MAA3', 'IN'], ['NRT12', 'JP'], ['GRU1', 'SA'], ['MIA3', 'US'],
  ['YTO50', 'CA'], ['DXB52', 'ME'], ['JNB50', 'ZA'],
])('usage types begin with the code of the billing region: at %s with %s [RPT-015] [RPT-021]', (at, code) => {
  const traffic = new Traffic();
  traffic.request({ at });
  expect(Object.keys(traffic.usage())).toEqual([`${code}-Requests-HTTPS-Static`, `${code}-Out-Bytes-HTTPS-Static`].sort());
});

test('outside the price class usage is that of the least expensive region of the class [DST-142]', () => {
  const traffic = new Traffic({ Web: { PriceClass: 'PriceClass_100' } });
  traffic.request({ at: 'SYD1' });
  expect(Object.keys(traffic.usage())).toContain('US-Requests-HTTPS-Static');
  traffic.deploy({ Web: { PriceClass: 'PriceClass_All' } });
  traffic.request({ at: 'SYD1' });
  expect(traffic.usage()).toMatchObject({ 'US-Requests-HTTPS-Static': 1, 'AU-Requests-HTTPS-Static': 1 });
});

test('HTTP and HTTPS count for themselves, since HTTPS costs more [RPT-011] [OBJ-022]', () => {
  const traffic = new Traffic();
  traffic.request({ protocol: 'http' }, 2);
  traffic.request({ protocol: 'https' }, 3);
  expect(traffic.usage()).toMatchObject({ 'EU-Requests-HTTP-Static': 2, 'EU-Requests-HTTPS-Static': 3 });
});

test('method, usage types, period and granularity can be asked for [RPT-019]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-09-30T12:00:00Z');
  for (const day of ['2014-10-01', '2014-10-31', '2014-11-01']) {
    traffic.request();
    traffic.request({ method: 'HEAD' });
    traffic.moveTo(`${day}T12:00:00Z`);
  }
  const rows = traffic.report('usage-report', { operation: 'GET', start: '2014-10-01', end: '2014-10-31', granularity: 'day' }).rows;
  expect(rows.map(({ Operation, UsageType, StartTime }: { [column: string]: string }) => [Operation, UsageType, StartTime])).toEqual(['2014-10-01', '2014-10-31'].flatMap((day) => [
    ['GET', 'EU-Out-Bytes-HTTPS-Static', `${day}T00:00:00Z`], ['GET', 'EU-Requests-HTTPS-Static', `${day}T00:00:00Z`],
  ]));
  expect(() => traffic.report('usage-report', { operation: 'BREW' })).toThrow('operation is "BREW", where one of ALL, GET, HEAD, DELETE, OPTIONS, PATCH, POST, PUT is expected');
});

test('invalidated paths are usage without a region, and so are certificates, by their ids [RPT-017] [RPT-039] [RPT-040]', () => {
  const certificate = { ViewerCertificate: { IamCertificateId: 'ASCACKCEVSQ6C2EXAMPLE', SslSupportMethod: 'sni-only' }, Aliases: ['b.example.com'] };
  const traffic = new Traffic({ A: { ViewerCertificate: { CloudFrontDefaultCertificate: true } }, B: certificate }, '2014-10-01T00:00:00Z');
  traffic.moveTo('2014-10-02T00:00:00Z');
  traffic.invalidations.push({ distribution: traffic.id('A'), time: traffic.clock.now(), paths: 3 });
  traffic.moveTo('2014-10-31T23:59:59Z');
  const lines = traffic.report('usage-report', { start: '2014-10-01', granularity: 'month' }).rows;
  expect(lines.map(({ UsageType, Resource }: { [column: string]: string }) => [UsageType, Resource]).sort()).toEqual([['Invalidations', traffic.id('A')], ['SSL-Cert-Custom', 'ASCACKCEVSQ6C2EXAMPLE']]);
  expect(lines.find(({ UsageType }: { UsageType: string }) => UsageType === 'Invalidations').UsageValue).toBe(3);
  expect(lines.find(({ UsageType }: { UsageType: string }) => UsageType === 'SSL-Cert-Custom').UsageValue).toBeCloseTo(1, 3);
});

test('what was deleted is still usage', () => {
  const traffic = new Traffic({ A: {}, B: {} });
  traffic.request({ of: 'B' });
  traffic.deploy({ A: {} });
  expect(traffic.usage()).toMatchObject({ 'EU-Requests-HTTPS-Static': 1 });
});
