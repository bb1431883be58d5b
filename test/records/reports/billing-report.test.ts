import { Traffic } from '../traffic';

const GB = 2 ** 30;

function quantities(traffic: Traffic, start?: string): { readonly [usageType: string]: number } {
  const sums: { [usageType: string]: number } = {};
  for (const row of traffic.report('billing', { start }).rows) sums[row.UsageType] = (sums[row.UsageType] ?? 0) + row['Usage Quantity'];
  return sums;
}

test('a line says what was used on a day, and nothing of prices [RPT-002] [RPT-003]', () => {
  const traffic = new Traffic();
  traffic.request({ protocol: 'http', bytes: GB });
  expect(traffic.csv('billing')).toEqual([
    'ProductCode,UsageType,ItemDescription,Usage Start Date,Usage End Date,Usage Quantity',
    'AmazonCloudFront,EU-DataTransfer-Out-Bytes,"data transfer out to viewers, per GB, Europe",2014-10-24,2014-10-24,1',
    'AmazonCloudFront,EU-Requests-Tier1,"HTTP GET and HEAD requests, Europe",2014-10-24,2014-10-24,1',
  ]);
});

test('a request counts for its day in UTC [RPT-005]', () => {
  const traffic = new Traffic({ Web: {} }, '2014-10-24T23:30:00-02:00');
  traffic.request();
  expect(traffic.report('billing').rows.map((row: { [column: string]: string }) => row['Usage Start Date'])).toEqual(['2014-10-25', '2014-10-25']);
});

test('requests are counted [RPT-006], and HTTPS for itself [RPT-011]', () => {
  const traffic = new Traffic();
  traffic.request({ protocol: 'http', at: 'IAD89-P1', ttl: 86_400 }, 1200);
  traffic.request({ protocol: 'http', method: 'HEAD', at: 'IAD89-P1', ttl: 10 }, 34);
  traffic.request({ at: 'IAD89-P1' }, 5);
  expect(quantities(traffic)).toMatchObject({ 'US-Requests-Tier1': 1234, 'US-Requests-Tier2-HTTPS': 5 });
});

test('the bill has gigabytes of 2^30 bytes where the usage report has bytes [RPT-007]', () => {
  const traffic = new Traffic();
  traffic.request({ bytes: 2_147_483_648 });
  expect(traffic.usage()).toMatchObject({ 'EU-Out-Bytes-HTTPS-Static': 2_147_483_648 });
  expect(quantities(traffic)).toMatchObject({ 'EU-DataTransfer-Out-Bytes': 2 });
});

test('items of the bill are sums of usage types [RPT-037]', () => {
  const traffic = new Traffic();
  for (const protocol of ['http', 'https'] as const) {
    traffic.request({ protocol, ttl: 3600, bytes: GB }, 7);
    traffic.request({ protocol, ttl: 60, bytes: GB }, 3);
    traffic.request({ protocol, method: 'POST', url: '/', forwarded: true, uploaded: 2 * GB - 19, bytes: GB });
  }
  traffic.invalidations.push({ distribution: traffic.id(), time: traffic.clock.now(), paths: 4 });
  expect(quantities(traffic)).toEqual({
    'EU-DataTransfer-Out-Bytes': 22,
    'EU-DataTransfer-Out-OBytes': 4,
    'EU-Requests-Tier1': 10,
    'EU-Requests-Tier2-HTTPS': 10,
    'EU-Requests-HTTP-Proxy': 1,
    'EU-Requests-HTTPS-Proxy': 1,
    'Invalidations': 4,
  });
});

test('invalidated paths and custom certificates have lines without a region [RPT-004] [RPT-008] [RPT-039]', () => {
  const traffic = new Traffic({ Web: { ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a', SslSupportMethod: 'sni-only' } } });
  for (const paths of [3, 2]) traffic.invalidations.push({ distribution: traffic.id(), time: traffic.clock.now(), paths });
  traffic.moveTo('2014-10-24T12:00:00Z');
  expect(Object.keys(quantities(traffic)).sort()).toEqual(['Invalidations', 'SSL-Cert-Custom']);
  expect(quantities(traffic).Invalidations).toBe(5);
  expect(traffic.usage().Invalidations).toBe(5);
});

test('a certificate counts for the part of the month in which an enabled distribution has it [RPT-009]', () => {
  const withCertificate = (id: string, Enabled = true) => ({ Enabled, ViewerCertificate: { IamCertificateId: id, SslSupportMethod: 'vip' } });
  const all = { A: withCertificate('whole'), B: withCertificate('half'), C: withCertificate('never', false) };
  const traffic = new Traffic(all, '2014-09-01T00:00:00Z');
  traffic.moveTo('2014-09-16T00:00:00Z');
  traffic.deploy({ ...all, B: withCertificate('half', false) });
  traffic.moveTo('2014-10-01T00:00:00Z');
  const lines = traffic.report('billing', { start: '2014-09-01', end: '2014-09-30' }).rows;
  const sum = lines.reduce((total: number, line: { [column: string]: number }) => total + line['Usage Quantity'], 0);
  expect([sum.toFixed(6), lines[0].UsageType]).toEqual(['1.500000', 'SSL-Cert-Custom']);
});

test('what is charged is serving and submitting, not storing, nor fetching from origins [RPT-010] [RPT-012]', () => {
  const traffic = new Traffic();
  traffic.request({ result: 'Miss', bytes: GB });
  traffic.request({ method: 'POST', url: '/', forwarded: true, uploaded: 1024 ** 2 - 19, bytes: 0 });
  expect(quantities(traffic)).toEqual({ 'EU-DataTransfer-Out-Bytes': 1, 'EU-DataTransfer-Out-OBytes': 1 / 1024, 'EU-Requests-Tier2-HTTPS': 1, 'EU-Requests-HTTPS-Proxy': 1 });
});

test('the bill has a line for each type and day, usage for each type, operation, resource and hour [RPT-001]', () => {
  const traffic = new Traffic({ A: {}, B: {} });
  for (const hour of ['2014-10-24T10:00:00Z', '2014-10-24T11:00:00Z']) {
    traffic.moveTo(hour);
    for (const name of ['A', 'B']) for (const method of ['GET', 'HEAD']) traffic.request({ of: name, method, bytes: GB }, 12);
  }
  traffic.moveTo('2014-10-25T10:00:00Z');
  traffic.request({ of: 'A', bytes: 4 * GB }, 4);
  expect(traffic.report('billing').rows).toHaveLength(4);
  expect(quantities(traffic)).toEqual({ 'EU-DataTransfer-Out-Bytes': 112, 'EU-Requests-Tier2-HTTPS': 100 });
  expect(traffic.report('usage-report', { granularity: 'hour' }).rows).toHaveLength(2 * 2 * 2 * 2 + 2);
});
