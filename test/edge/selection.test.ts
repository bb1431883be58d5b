import { ok, ScenarioEdge } from './scenario';
import { EVERYTHING, NOTHING, UNKNOWN } from '../../src/config';
import { selectCookies, selectHeader, selectName, selectQueryString } from '../../src/edge/selection';

const LISTED = { include: 'listed', names: ['a', 'user_*'], wildcards: true } as const;

test('listed names count by case, wildcards only where they are known', () => {
  expect(['a', 'A', 'user_id', 'b'].map((name) => selectName(name, LISTED))).toEqual([true, false, true, false]);
  expect(selectName('user_id', { include: 'listed', names: ['user_*'] })).toBe(false);
  expect(selectName('a', { include: 'all-except', names: ['a'] })).toBe(false);
  expect([NOTHING, EVERYTHING].map((selection) => selectName('a', selection))).toEqual([false, true]);
});

test('headers count whatever their case; a name that cannot be known is nobody\'s', () => {
  const names = ['X-A', UNKNOWN];
  const selections = [{ include: 'listed', names }, { include: 'all-except', names }, NOTHING, EVERYTHING] as const;
  expect(['x-a', 'x-b'].map((name) => selections.map((selection) => selectHeader(name, selection)))).toEqual([[true, false, false, true], [false, true, false, true]]);
  expect(selectName('a', { include: 'listed', names: [UNKNOWN, 'a*'], wildcards: true })).toBe(true);
});

test('parameters stay in the order of the request, cookies are sorted by name', () => {
  expect(selectQueryString('user_z=1&b=2&a=3', LISTED)).toBe('user_z=1&a=3');
  expect(selectCookies('user_z=1; b=2; a=3', [LISTED])).toBe('a=3; user_z=1');
  expect(selectCookies('c=1; a=2; b=3; a=1', [EVERYTHING])).toBe('a=2; a=1; b=3; c=1');
  expect([selectQueryString('a=1', NOTHING), selectQueryString('b&a=1&b=2', EVERYTHING), selectCookies('a=1', [])]).toEqual(['', 'b&a=1&b=2', '']);
});

const withQueryString = { ForwardedValues: { QueryString: true } };
const withCookies = (cookies: object) => ({ ForwardedValues: { QueryString: false, Cookies: cookies } });

test('with QueryString true the whole query string is sent to the origin [OBJ-026] [OBJ-013]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), behavior: withQueryString });
  await edge.get('/images/image.jpg?parameter1=a');
  expect(edge.asked[0].url).toBe('/images/image.jpg?parameter1=a');
});

test.each<[string, string[]]>([
  ['each query string is an object of its own [OBJ-027]', ['?parameter1=a', '?parameter1=b', '?parameter1=c']],
  ['the order of parameters counts [OBJ-030]', ['?parameter1=a&parameter2=b', '?parameter2=b&parameter1=a']],
  ['the case of a query string counts [OBJ-031]', ['?parameter1=a', '?parameter1=A']],
])('%s', async (_title, queries) => {
  const edge = new ScenarioEdge({ origin: () => ok('the same'), behavior: withQueryString });
  for (const query of queries) expect(await edge.xCache(`/image.jpg${query}`)).toBe('Miss');
  for (const query of queries) expect(await edge.xCache(`/image.jpg${query}`)).toBe('Hit');
});

test('the same requests are answered from the cache more often where query strings do not count [WEB-143]', async () => {
  const [off, on] = [false, true].map((QueryString) => new ScenarioEdge({ origin: () => ok('logo'), behavior: { ForwardedValues: { QueryString } } }));
  const hits = async (edge: ScenarioEdge) => {
    const answers: string[] = [];
    for (const version of [1, 2, 3, 1, 4]) answers.push(await edge.xCache(`/logo.png?from=${version}`));
    return answers.filter((answer) => answer === 'Hit').length;
  };
  expect([await hits(off), await hits(on)]).toEqual([4, 1]);
  expect([off.asked.length, on.asked.length]).toEqual([1, 4]);
});

test('with QueryString false the query string is neither sent nor counted [OBJ-028]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body') });
  expect([await edge.xCache('/image.jpg?parameter1=a'), await edge.xCache('/image.jpg?parameter1=b')]).toEqual(['Miss', 'Hit']);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/image.jpg']);
});

test('without trusted signers the names of signed URLs are ordinary parameters [OBJ-033]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), behavior: withQueryString });
  await edge.get('/image.jpg?Expires=5');
  expect(edge.asked[0].url).toBe('/image.jpg?Expires=5');
});

test('a path with a slash at its end is another object than the one without [OBJ-014]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body') });
  expect([await edge.xCache('/images/'), await edge.xCache('/images')]).toEqual(['Miss', 'Miss']);
});

test('by default cookies play no role [OBJ-041]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body') });
  expect([await edge.xCache('/a.html', { headers: { Cookie: 'a=1' } }), await edge.xCache('/a.html', { headers: { Cookie: 'a=2' } })]).toEqual(['Miss', 'Hit']);
  expect(edge.asked[0].headers.has('cookie')).toBe(false);
});

test('whitelisted cookies are sent and tell objects apart, whatever the origin answers [OBJ-042] [OBJ-043]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('the same'), behavior: withCookies({ Forward: 'whitelist', WhitelistedNames: ['country'] }) });
  const results = [];
  for (const country of ['uk', 'fr', 'uk']) results.push(await edge.xCache('/locations.html', { headers: { Cookie: `country=${country}; session=${country}` } }));
  expect(results).toEqual(['Miss', 'Miss', 'Hit']);
  expect(edge.asked.map(({ headers }) => headers.get('cookie'))).toEqual(['country=uk', 'country=fr']);
});

test('with all cookies every cookie is sent and counts [OBJ-045]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body'), behavior: withCookies({ Forward: 'all' }) });
  for (const b of ['2', '3']) expect(await edge.xCache('/a', { headers: { Cookie: `a=1; b=${b}` } })).toBe('Miss');
  expect(edge.asked.map(({ headers }) => headers.get('cookie'))).toEqual(['a=1; b=2', 'a=1; b=3']);
});
