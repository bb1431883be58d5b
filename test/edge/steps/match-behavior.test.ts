import { ok, ScenarioEdge } from '../scenario';

const origin = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } });
const behavior = (PathPattern: string, TargetOriginId: string, more: object = {}) => ({
  PathPattern, TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...more,
});

/** An edge whose origins answer with their own names. */
function edgeWith(CacheBehaviors: readonly object[], more: object = {}): ScenarioEdge {
  return new ScenarioEdge({
    origin: ({ headers }) => ok(headers.get('host')!.split('.')[0]),
    behavior: { TargetOriginId: 'app', ...more },
    config: { Origins: ['app', 'img', 'unused'].map(origin), CacheBehaviors },
  });
}

const origins = async (edge: ScenarioEdge, ...paths: string[]) => Promise.all(paths.map(async (path) => (await edge.get(path)).text));
const patterns = async (edge: ScenarioEdge, ...paths: string[]) => Promise.all(paths.map(async (path) => (await edge.get(path)).record.pathPattern));

test('the behavior that matches names the origin [WEB-035] [DST-003]', async () => {
  const edge = edgeWith([behavior('*.jpg', 'img')]);
  expect(await origins(edge, '/globe.jpg', '/index.html')).toEqual(['img', 'app']);
  expect(edge.asked.map(({ path, headers }) => `${headers.get('host')} ${path}`)).toEqual(['img.example.com /globe.jpg', 'app.example.com /index.html']);
});

test('with the default cache behavior alone, everything goes to its origin [WEB-060] [DST-076]', async () => {
  expect(await origins(edgeWith([]), '/x', '/a/b/c.gif', '/')).toEqual(['app', 'app', 'app']);
});

test('the default cache behavior comes last [WEB-061] [WEB-071]', async () => {
  expect(await origins(edgeWith([behavior('/x/*', 'img')]), '/x/1', '/y/1', '/css/site.css')).toEqual(['img', 'app', 'app']);
});

test('the first pattern that matches decides, in the order of the template, though a later one is more specific [WEB-062] [WEB-068]', async () => {
  const three = [behavior('/images/*.jpg', 'img'), behavior('/images/*', 'app'), behavior('/*.gif', 'img')];
  expect(await patterns(edgeWith(three), '/images/a.jpg', '/images/sample.gif', '/other/sample.gif')).toEqual(['/images/*.jpg', '/images/*', '/*.gif']);
  expect(await patterns(edgeWith([three[1], three[0]]), '/images/a.jpg')).toEqual(['/images/*']);
});

test('a behavior that does not match has no effect [WEB-069]', async () => {
  const edge = edgeWith([behavior('/images/*.jpg', 'img', { MinTTL: 3600, ForwardedValues: { QueryString: true, Headers: ['X-Test'] } }), behavior('/images/*', 'app')]);
  await edge.get('/images/sample.gif?a=b', { headers: { 'Accept-Language': 'de' } });
  expect([edge.asked[0].url, edge.asked[0].headers.get('accept-language')]).toEqual(['/images/sample.gif', null]);
  edge.advance(86_401);
  expect(await edge.xCache('/images/sample.gif')).toBe('Miss');
});

test('an origin that no behavior names is never asked [WEB-065]', async () => {
  const edge = edgeWith([behavior('*.jpg', 'img')]);
  const paths = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? `/${i}.jpg` : `/${i}.html`));
  expect(new Set(await origins(edge, ...paths))).toEqual(new Set(['img', 'app']));
});

test('query strings and cookies are no part of what is matched [WEB-075] [WEB-076]', async () => {
  const edge = edgeWith([behavior('/*.jpg', 'img')]);
  expect(await origins(edge, '/page?file=a.jpg', '/a.jpg?x=1')).toEqual(['app', 'img']);
  expect((await edge.get('/page', { headers: { Cookie: 'f=/a.jpg' } })).text).toBe('app');
});

test('each path has the viewer protocol policy of its behavior [WEB-096]', async () => {
  const edge = edgeWith([behavior('/secure/*', 'app', { ViewerProtocolPolicy: 'https-only' })]);
  expect([(await edge.get('/secure/a', { protocol: 'http' })).status, (await edge.get('/b', { protocol: 'http' })).status]).toEqual([403, 200]);
});

test('a behavior for Smooth Streaming distributes other content as well [WEB-145]', async () => {
  const edge = edgeWith([behavior('/video/*', 'img', { SmoothStreaming: true })]);
  const answer = await edge.get('/video/poster.jpg');
  expect([answer.status, answer.text]).toEqual([200, 'img']);
});

test('the path is matched in its normal form; the origin gets it as the viewer wrote it', async () => {
  const edge = edgeWith([behavior('/a/b*', 'img'), behavior('/a*', 'unused')]);
  expect(await patterns(edge, '/a/b?c=1', '/a/b/..?c=1', '/c/../a/b', '//a/b', '/%61/b', '/a/../c')).toEqual(['/a/b*', '/a*', '/a/b*', '/a/b*', '/a/b*', '*']);
  expect(edge.asked.map(({ path }) => path)).toEqual(['/a/b', '/a/b/..', '/c/../a/b', '//a/b', '/%61/b', '/a/../c']);
});

test('no way of writing a path that RFC 3986 takes for the same leads around the signatures that its behavior wants', async () => {
  const edge = edgeWith([behavior('/private/*', 'img', { TrustedSigners: ['self'] })]);
  const answers = await Promise.all(['/private/a', '/x/../private/a', '//private/a', '/%70rivate/a', '/./private/a'].map((path) => edge.get(path)));
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(403));
  expect(edge.asked).toEqual([]);
});
