import { LoggedEdge, LoggedScenario } from './logged-edge';
import { lambdaParts } from '../../edge/lambda/lambda-scenario';
import { ok, status } from '../../edge/scenario';

const RESULT = 'x-edge-result-type';
const RESPONSE_RESULT = 'x-edge-response-result-type';
const DETAIL = 'x-edge-detailed-result-type';

/** The entry of the last of some requests. */
async function last(scenario: LoggedScenario, ...requests: (Parameters<LoggedEdge['get']> | number)[]) {
  const edge = new LoggedEdge(scenario);
  for (const request of requests) {
    if (typeof request === 'number') edge.advance(request);
    else await edge.get(...request);
  }
  return (await edge.entries()).at(-1)!;
}

const CACHED = { 'cache-control': 'max-age=10', 'etag': '"1"' };
const GEO = { Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['CN', 'MC'] } } };

test.each<[string, string, string, LoggedScenario, (Parameters<LoggedEdge['get']> | number)[]]>([
  ['an object of the cache [LOG-065] [DTD-209]', 'Hit', '200', {}, [['/'], ['/']]],
  ['an expired object that is confirmed [LOG-066] [DTD-209]', 'RefreshHit', '200', { origin: [ok('1', CACHED), status(304, CACHED, '')] }, [['/'], 11, ['/']]],
  ['an expired object with a new version [LOG-066]', 'Miss', '200', { origin: [ok('1', CACHED), ok('2', { ...CACHED, etag: '"2"' })] }, [['/'], 11, ['/']]],
  ['an object that is not in the cache [LOG-067] [DTD-209]', 'Miss', '200', {}, [['/']]],
  ['a POST [LOG-067]', 'Miss', '200', { behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'] } }, [['/', { method: 'POST' }]]],
  ['a limit that is exceeded [LOG-068] [DTD-209] [DTD-213]', 'LimitExceeded', '503', { run: { capacity: 'limit-exceeded' } }, [['/']]],
  ['an edge without capacity [LOG-069] [DTD-209] [DTD-213]', 'CapacityExceeded', '503', { run: { capacity: 'capacity-exceeded' } }, [['/']]],
  ['an origin\'s 404 [LOG-055] [LOG-070] [DTD-209]', 'Error', '404', { origin: [status(404)] }, [['/']]],
  ['an origin that fails [LOG-070]', 'Error', '502', { origin: [status(502)] }, [['/']]],
  ['a redirect to HTTPS [LOG-064] [DTD-209]', 'Redirect', '301', { behavior: { ViewerProtocolPolicy: 'redirect-to-https' } }, [['/', { protocol: 'http' }]]],
  ['a country that is refused [LOG-071] [GEO-031]', 'Error', '403', { config: { ...GEO, Aliases: ['www.example.com'] } }, [['/a', { country: 'CN' }]]],
])('the entry of %s has %s and %s', async (_title, type, code, scenario, requests) => {
  expect(await last(scenario, ...requests)).toMatchObject({ [RESULT]: type, [RESPONSE_RESULT]: type, 'sc-status': code });
});

test('a country that is refused is told by the detail alone, which the edition of 2014 does not have [GEO-031] [GEO-032]', async () => {
  const geo = { config: GEO, countryOf: (ip: string) => (ip === '192.0.2.10' ? 'MC' : 'LI') };
  const viewer = { ip: '192.0.2.10' };
  expect(await last(geo, ['/a', viewer])).toMatchObject({ 'sc-status': '403', 'c-ip': '192.0.2.10', 'cs-uri-stem': '/a', [DETAIL]: 'ClientGeoBlocked' });
  const old = await last({ ...geo, edition: '2014-10-21' }, ['/a', viewer]);
  const forbidden = await last({ origin: [status(403)], edition: '2014-10-21' }, ['/a', viewer]);
  const reasons = ({ 'sc-bytes': _sent, 'cs-bytes': _received, 'cs(Host)': _host, ...rest }: typeof old) => rest;
  expect(old).toMatchObject({ 'sc-status': '403', [RESULT]: 'Error' });
  expect(reasons(old)).toEqual({ ...reasons(forbidden), 'x-host-header': old['x-host-header'] });
});

test('a root object that cannot be is logged with 400 [ERR-086]', async () => {
  expect(await last({ config: { DefaultRootObject: '/index.html?a=<b>' } }, ['/'])).toMatchObject({ 'sc-status': '400', 'cs-uri-stem': '/' });
});

test('a viewer that leaves in the midst has Error after the last byte, and what the answer was before [LOG-072] [DTD-212]', async () => {
  const edge = new LoggedEdge({
    origin: () => ({
      status: 200,
      headers: {},
      body: (async function* () {
        yield Buffer.alloc(1_000_000);
        await new Promise(() => {});
      })(),
    }),
  });
  const [{ domainName }] = edge.application.distributions;
  const { body } = await edge.edge.handle({ method: 'GET', url: '/big', headers: ['Host', domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
  const reading = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const received = (await reading.next()).value.length;
  await reading.return?.();
  const [entry] = await edge.entries();
  expect(entry).toMatchObject({ 'sc-status': '200', [RESULT]: 'Error', [RESPONSE_RESULT]: 'Miss', [DETAIL]: 'ClientCommError' });
  expect(Number(entry['sc-bytes']) - received).toBeGreaterThan(0);
  expect(Number(entry['sc-bytes']) - received).toBeLessThan(1_000);
});

test('a hit that its viewer leaves is Error, and Hit before [DTD-212]', async () => {
  const edge = new LoggedEdge({ origin: [ok('x'.repeat(2 * 1024 * 1024), { 'cache-control': 'max-age=60' })] });
  await edge.get('/big');
  const [{ domainName }] = edge.application.distributions;
  const { body } = await edge.edge.handle({ method: 'GET', url: '/big', headers: ['Host', domainName], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1' });
  const reading = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  await reading.next();
  await reading.return?.();
  expect((await edge.entries()).at(-1)).toMatchObject({ [RESULT]: 'Error', [RESPONSE_RESULT]: 'Hit' });
});

test('a function of Lambda@Edge that fails is LambdaExecutionError [DTD-209]', async () => {
  const edge = new LoggedEdge(lambdaParts({ functions: { 'viewer-request': 'throw new Error("mine");' } }));
  try {
    await edge.get('/');
    expect(await edge.entries()).toMatchObject([{ 'sc-status': '503', [RESULT]: 'LambdaExecutionError', [RESPONSE_RESULT]: 'LambdaExecutionError' }]);
  } finally {
    await edge.edge.close();
  }
});
