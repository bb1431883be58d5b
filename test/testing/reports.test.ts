import { Duration } from 'aws-cdk-lib';
import { EdgeHarness, EdgeHarnessOptions } from '../../src/testing';

const CACHED = { 'cache-control': 'max-age=86400' };

/** A distribution with one origin, and what a test changes of it. */
function site(config: object = {}, behavior: object = {}): object {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
        DefaultCacheBehavior: {
          TargetOriginId: 'origin',
          ViewerProtocolPolicy: 'allow-all',
          ForwardedValues: { QueryString: false },
          AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
          ...behavior,
        },
        ...config,
      },
    },
  };
}

function running(origin: (request: { url: string }) => object, resources: object = { Site: site() }, options: EdgeHarnessOptions = {}): Promise<EdgeHarness> {
  return EdgeHarness.fromTemplate({ Resources: resources }, { ...options, origins: { origin: origin as never } });
}

test('what is served is counted without access logs: popular objects and cache statistics are there [RPT-055]', async () => {
  const edge = await running(() => ({ headers: CACHED, body: 'hello' }));
  for (let i = 0; i < 10; i++) await edge.get('/a.jpg');
  expect(edge.report('popular-objects').rows).toMatchObject([{ Object: '/a.jpg', RequestCount: 10, HitCount: 9, MissCount: 1, HitCountPct: 90 }]);
  expect(edge.report('cache-statistics').rows.at(-1)).toMatchObject({ RequestCount: 10, HitCount: 9, MissCount: 1, HTTP2xx: 10 });
});

test('a redirect and the request that follows it are two requests [REQ-179]', async () => {
  const edge = await running(({ url }) => (url === '/old' ? { status: 301, headers: { location: '/new' } } : { body: 'new' }));
  const { headers } = await edge.get('/old');
  await edge.get(headers.get('location')!);
  expect(edge.report('usage').rows.at(-1)).toMatchObject({ HTTPS: 2 });
});

test('by a redirect to HTTPS a viewer makes two requests, the first of which has nothing of the object [TLS-006]', async () => {
  const Site = site({ Aliases: ['www.example.com'] }, { ViewerProtocolPolicy: 'redirect-to-https' });
  const edge = await running(() => ({ headers: CACHED, body: 'x'.repeat(10_000) }), { Site });
  const redirect = await edge.get('http://www.example.com/a');
  const object = await edge.get(redirect.headers.get('location')!);
  expect([redirect.status, object.body.byteLength]).toEqual([301, 10_000]);
  const { HTTP, HTTPS, HTTPBytes, HTTPSBytes } = edge.report('usage').rows.at(-1);
  expect([HTTP, HTTPS, HTTPSBytes]).toEqual([1, 1, 10_000 + headSize(object)]);
  expect(HTTPBytes).toBe(redirect.body.byteLength + headSize(redirect));
});

test('requests by HTTP and by HTTPS are counted apart [TLS-078]', async () => {
  const edge = await running(() => ({ headers: CACHED, body: 'a' }), { Site: site({ Aliases: ['www.example.com'] }) });
  for (const protocol of ['http', 'http', 'http', 'https', 'https']) await edge.get(`${protocol}://www.example.com/a`);
  expect(edge.report('usage').rows.at(-1)).toMatchObject({ HTTP: 3, HTTPS: 2 });
});

test('of an error page its own bytes are usage, not those of the object that was asked for [ERR-027]', async () => {
  const pages = { CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/e.html', ResponseCode: 404 }] };
  const edge = await running(({ url }) => (url === '/e.html' ? { body: 'e'.repeat(500) } : { status: 404, body: 'x'.repeat(9000) }), { Site: site(pages) });
  const answer = await edge.get('/big.zip');
  const { BytesOut } = edge.report('usage').rows.at(-1);
  expect(answer.text()).toHaveLength(500);
  expect(BytesOut).toBe(500 + headSize(answer));
});

test('of what is compressed the compressed bytes are usage [ERR-092]', async () => {
  const body = 'a {} '.repeat(400);
  const edge = await running(() => ({ headers: { 'content-type': 'text/css', 'content-length': String(body.length) }, body }), { Site: site({}, { Compress: true }) });
  const answer = await edge.get('/a.css', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(answer.body.byteLength).toBeLessThan(300);
  expect(edge.report('usage').rows.at(-1).BytesOut).toBe(answer.body.byteLength + headSize(answer));
});

test('an object with a lifetime of an hour is static, all others are dynamic, and so is the hit as the miss', async () => {
  const edge = await running(({ url }) => ({ headers: { 'cache-control': url === '/long' ? 'max-age=3600' : 'max-age=3599' }, body: '' }));
  for (const path of ['/long', '/long', '/short', '/short', '/short']) await edge.get(path);
  await edge.clock.advance(Duration.minutes(30));
  await edge.get('/long');
  const requests = edge.report('usage-report', { granularity: 'day' }).rows.filter(({ UsageType }: { UsageType: string }) => /Requests/.test(UsageType));
  expect(requests.map(({ UsageType, UsageValue }: { [column: string]: unknown }) => [UsageType, UsageValue])).toEqual([['US-Requests-HTTPS-Dynamic', 3], ['US-Requests-HTTPS-Static', 3]]);
});

test('what is posted counts for the origin with the head that CloudFront sends it, and for the metric with the body alone', async () => {
  const edge = await running(() => ({ body: 'thanks' }));
  const answer = await edge.post('/form', { body: 'name=value' });
  const [{ method, url, headers }] = answer.originRequests;
  const head = `${method} ${url} HTTP/1.1\r\n${headers.map((text, i) => text + (i % 2 === 0 ? ': ' : '\r\n')).join('')}\r\n`;
  expect(edge.report('usage').rows.at(-1)).toMatchObject({ BytesIn: head.length + 10 });
  expect(edge.metric('BytesUploaded').datapoints).toMatchObject([{ value: 10 }]);
});

test('each request that is not cached goes through the shield, with any method, and counts there [OTD-090]', async () => {
  const shielded = { Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' }, OriginShield: { Enabled: true, OriginShieldRegion: 'us-east-1' } }] };
  const edge = await running(({ url }) => ({ headers: url === '/cached' ? CACHED : {}, body: '' }), { Site: site(shielded, { MinTTL: 0, DefaultTTL: 0, MaxTTL: 86_400 }) });
  for (let i = 0; i < 3; i++) await edge.get('/dynamic');
  for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) await edge.request(method, '/form');
  for (let i = 0; i < 3; i++) await edge.get('/cached');
  expect(edge.report('usage-report', { usageTypes: 'US-Requests-OriginShield' }).rows.map(({ Operation, UsageValue }: { [column: string]: unknown }) => [Operation, UsageValue])).toEqual([
    ['DELETE', 1], ['GET', 4], ['PATCH', 1], ['POST', 1], ['PUT', 1],
  ]);
});

test('invalidations, countries and edge locations are in the reports', async () => {
  const edge = await running(() => ({ headers: CACHED, body: '' }), undefined, { edgeLocations: ['FRA56-P6', 'NRT12-C1'], countries: { '192.0.2.0/24': 'JP' } });
  await edge.get('/a', { from: 'DE' });
  await edge.get('/a', { ip: '192.0.2.7' });
  await edge.invalidate(['/a', '/b']);
  expect(edge.report('locations').rows.map(({ LocationCode }: { LocationCode: string }) => LocationCode)).toEqual(['DE', 'JP']);
  expect(edge.report('billing').rows.map(({ UsageType }: { UsageType: string }) => UsageType).sort()).toEqual([
    'EU-DataTransfer-Out-Bytes', 'EU-Requests-Tier2-HTTPS', 'Invalidations', 'JP-DataTransfer-Out-Bytes', 'JP-Requests-Tier2-HTTPS',
  ]);
});

test('an alarm of the template goes off in the time of the test', async () => {
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: 'too many errors',
      Namespace: 'AWS/CloudFront',
      MetricName: '4xxErrorRate',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 10,
      ComparisonOperator: 'GreaterThanThreshold',
      AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'],
      Dimensions: [{ Name: 'DistributionId', Value: { Ref: 'Site' } }],
    },
  };
  const edge = await running(() => ({ status: 404 }), { Site: site(), Alarm });
  await edge.get('/missing');
  expect(edge.alarms).toMatchObject([{ state: 'INSUFFICIENT_DATA' }]);
  await edge.clock.advance(Duration.minutes(1));
  expect(edge.alarms).toEqual([{ name: 'too many errors', state: 'ALARM', since: '2025-01-01T00:01:00Z' }]);
  expect(edge.alarmMessages).toMatchObject([{ alarm: 'too many errors', to: 'ALARM', topics: ['arn:aws:sns:us-east-1:111122223333:ops'] }]);
});

/** Bytes of status line and headers as HTTP/1.1 has them. */
function headSize({ status, rawHeaders }: { readonly status: number; readonly rawHeaders: readonly string[] }): number {
  const reason = { 200: 'OK', 301: 'Moved Permanently', 404: 'Not Found' }[status]!;
  return `HTTP/1.1 ${status} ${reason}\r\n${rawHeaders.map((text, i) => text + (i % 2 === 0 ? ': ' : '\r\n')).join('')}\r\n`.length;
}
