import { ok, ScenarioEdge, START, status } from './scenario';
import { Edition } from '../../src/config';
import { MemorySource, S3Bucket } from '../../src/edge';

type Json = { readonly [property: string]: unknown };

const inSeconds = (seconds: number) => new Date(START + seconds * 1000).toUTCString();

/** How long an object stays fresh after it was fetched, by asking again one second before and one after. */
async function isFreshFor(seconds: number, headers: { readonly [name: string]: string }, behavior: Json = {}, edition?: Edition) {
  const results = [];
  for (const later of [seconds - 1, seconds + 1]) {
    const edge = new ScenarioEdge({ origin: () => ok('body', headers), behavior, edition });
    await edge.get('/a');
    edge.advance(later);
    results.push(await edge.xCache('/a'));
  }
  return results;
}

type Line = [title: string, behavior: Json, headers: { [name: string]: string }, seconds: number];

const LIVED = ['Hit', 'Miss'];
const DAY = 86_400;

/** The table of lifetimes of the guide, with DefaultTTL and MaxTTL as they are today. */
test.each<Line>([
  ['max-age [OBJ-117] [OBJ-118]', {}, { 'cache-control': 'max-age=60' }, 60],
  ['max-age up to MaxTTL [OBJ-118]', { MaxTTL: 100, DefaultTTL: 100 }, { 'cache-control': 'max-age=200' }, 100],
  ['MinTTL above max-age [OBJ-117] [OBJ-119] [OBJ-115]', { MinTTL: 100 }, { 'cache-control': 'max-age=60' }, 100],
  ['max-age above MinTTL [OBJ-119]', { MinTTL: 100 }, { 'cache-control': 'max-age=200' }, 200],
  ['a day without headers [OBJ-100] [OBJ-117] [REQ-001] [REQ-070]', {}, {}, DAY],
  ['DefaultTTL without headers [OBJ-100]', { DefaultTTL: 500 }, {}, 500],
  ['a day without headers, with a smaller MinTTL [OBJ-117] [OBJ-120]', { MinTTL: 100 }, {}, DAY],
  ['MinTTL without headers, when it is above a day [OBJ-120] [OBJ-100]', { MinTTL: 172_800 }, {}, 172_800],
  ['s-maxage, also below max-age [OBJ-117] [OBJ-121]', {}, { 'cache-control': 'max-age=3600, s-maxage=60' }, 60],
  ['s-maxage above max-age [OBJ-109]', {}, { 'cache-control': 'max-age=10, s-maxage=60' }, 60],
  ['s-maxage up to MaxTTL [OBJ-121]', { MaxTTL: 50, DefaultTTL: 50 }, { 'cache-control': 'max-age=10, s-maxage=60' }, 50],
  ['MinTTL above s-maxage [OBJ-122]', { MinTTL: 100 }, { 'cache-control': 'max-age=3600, s-maxage=60' }, 100],
  ['s-maxage above MinTTL [OBJ-117] [OBJ-122]', { MinTTL: 100 }, { 'cache-control': 'max-age=10, s-maxage=500' }, 500],
  ['s-maxage alone [OBJ-129]', {}, { 'cache-control': 's-maxage=60' }, 60],
  ['Expires [OBJ-110] [OBJ-117] [OBJ-123]', {}, { expires: inSeconds(60) }, 60],
  ['Expires an hour ahead [REQ-070]', {}, { expires: inSeconds(3600) }, 3600],
  ['Expires up to MaxTTL [OBJ-123]', { MaxTTL: 50, DefaultTTL: 50 }, { expires: inSeconds(60) }, 50],
  ['MinTTL after a past Expires [OBJ-117] [OBJ-124]', { MinTTL: 100 }, { expires: inSeconds(-60) }, 100],
  ['MinTTL instead of an earlier Expires [OBJ-124]', { MinTTL: 100 }, { expires: inSeconds(60) }, 100],
  ['max-age, whatever Expires says [OBJ-113]', {}, { 'cache-control': 'max-age=60', 'expires': inSeconds(-60) }, 60],
  ['MinTTL in spite of no-store [OBJ-117] [OBJ-126]', { MinTTL: 100 }, { 'cache-control': 'no-store' }, 100],
  ['MinTTL in spite of no-cache [OBJ-126]', { MinTTL: 100 }, { 'cache-control': 'no-cache' }, 100],
  ['MinTTL in spite of private [OBJ-126]', { MinTTL: 100 }, { 'cache-control': 'private' }, 100],
  ['MinTTL in spite of no-cache beside max-age [OBJ-130]', { MinTTL: 100 }, { 'cache-control': 'no-cache, max-age=500' }, 100],
])('an object lives for %s', async (_title, behavior, headers, seconds) => {
  expect(await isFreshFor(seconds, headers, behavior)).toEqual(LIVED);
});

test.each([
  ['no-store [OBJ-117] [OBJ-125]', { 'cache-control': 'no-store' }],
  ['no-cache [OBJ-125]', { 'cache-control': 'no-cache' }],
  ['private [OBJ-125]', { 'cache-control': 'private' }],
  ['no-cache beside max-age [OBJ-130]', { 'cache-control': 'no-cache, max-age=60' }],
  ['no-store beside max-age [OBJ-130]', { 'cache-control': 'max-age=60, no-store' }],
  ['private beside max-age [OBJ-130]', { 'cache-control': 'private, max-age=60' }],
  ['max-age=0, whatever Expires says [OBJ-113]', { 'cache-control': 'max-age=0', 'expires': inSeconds(DAY) }],
  ['an Expires that is over [OBJ-112] [OBJ-117]', { expires: inSeconds(-DAY) }],
])('every request goes to the origin with %s', async (_title, headers: { readonly [name: string]: string }) => {
  const edge = new ScenarioEdge({ origin: () => ok('body', headers) });
  const results = [];
  for (let i = 0; i < 3; i++) results.push(await edge.xCache('/a'));
  expect(results).toEqual(['Miss', 'Miss', 'Miss']);
  expect(edge.asked.map(({ headers: sent }) => sent.get('if-none-match'))).toEqual([null, null, null]);
});

test('once Expires is over, every request goes to the origin [OBJ-110] [OBJ-123]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body', { expires: inSeconds(60) }) });
  const results = [];
  for (const passed of [0, 59, 2, 1]) {
    edge.advance(passed);
    results.push(await edge.xCache('/a'));
  }
  expect(results).toEqual(['Miss', 'Hit', 'Miss', 'Miss']);
});

test('max-age=0 is kept, and the origin is asked each time whether it is still good [OBJ-105]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('body', { 'cache-control': 'max-age=0', 'etag': '"1"' }), status(304, { 'cache-control': 'max-age=0' }, '')] });
  const answers = [await edge.get('/a'), await edge.get('/a'), await edge.get('/a')];
  expect(answers.map(({ headers, text }) => [headers[headers.indexOf('X-Cache') + 1], text])).toEqual([
    ['Miss from cloudfront', 'body'], ['RefreshHit from cloudfront', 'body'], ['RefreshHit from cloudfront', 'body'],
  ]);
  expect(edge.asked.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
});

test('a max-age of any size does not overflow: MaxTTL ends the lifetime [OBJ-108]', async () => {
  expect(await isFreshFor(31_536_000, { 'cache-control': 'max-age=99999999999' })).toEqual(LIVED);
  expect(await isFreshFor(3_153_600_000, { 'cache-control': 'max-age=99999999999' }, { MaxTTL: 3_200_000_000 })).toEqual(LIVED);
});

test('in the edition of 2014 nothing is fresh after 19 January 2038 [OBJ-108]', async () => {
  const left = (Date.UTC(2038, 0, 19, 3, 14, 7) - START) / 1000;
  expect(await isFreshFor(left, { 'cache-control': 'max-age=99999999999' }, {}, '2014-10-21')).toEqual(LIVED);
});

test.each<[cacheControl: string, behavior: Json, rows: string]>([
  ['max-age=10, s-maxage=60', {}, '[OBJ-109]'],
  ['max-age=10', { MinTTL: 500 }, '[OBJ-115] [OBJ-128]'],
  ['private, no-store', { MinTTL: 100 }, '[OBJ-126] [OBJ-128]'],
])('browsers get Cache-Control as the origin has it: %s with %j %s', async (cacheControl, behavior, _rows) => {
  const edge = new ScenarioEdge({ origin: [ok('body', { 'cache-control': cacheControl, 'expires': inSeconds(5) })], behavior });
  await edge.get('/a');
  edge.advance(30);
  const hit = await edge.get('/a');
  expect([hit.header('x-cache'), hit.header('cache-control'), hit.header('expires')]).toEqual(['Hit from cloudfront', cacheControl, inSeconds(5)]);
});

test('what a viewer says of caching makes no difference [OBJ-114]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('body') });
  await edge.get('/a');
  expect(await edge.xCache('/a', { headers: { 'Cache-Control': 'no-cache', 'Pragma': 'no-cache' } })).toBe('Hit');
});

const bucketWith = (headers: { readonly [name: string]: string }) => (
  new S3Bucket('mybucket', new MemorySource({ 'a.css': { body: 'p {}', headers } }), () => undefined)
);

test.each([
  ['Cache-Control of the object [REQ-001] [OBJ-132]', { 'cache-control': 'max-age=3600' }, {}, 3600],
  ['Expires of the object [OBJ-132]', { expires: inSeconds(60) }, {}, 60],
  ['MinTTL above that [REQ-001]', { 'cache-control': 'max-age=60' }, { MinTTL: 120 }, 120],
  ['a day by default [REQ-001]', {}, {}, DAY],
])('an object of a bucket lives for %s', async (_title, headers: { readonly [name: string]: string }, behavior, seconds) => {
  const edge = new ScenarioEdge({ origin: bucketWith(headers), behavior });
  const first = await edge.get('/a.css');
  for (const [name, value] of Object.entries(headers)) expect(first.header(name)).toBe(value);
  edge.advance(seconds - 1);
  expect(await edge.xCache('/a.css')).toBe('Hit');
  edge.advance(2);
  expect(await edge.xCache('/a.css')).not.toBe('Hit');
});

test('an answer that other caches have had for its whole max-age is not reused, and shows their Age', async () => {
  const edge = new ScenarioEdge({ origin: [ok('old', { 'cache-control': 'max-age=3600', 'age': '7200' })] });
  const answer = await edge.get('/a');
  expect(answer.header('age')).toBe('7200');
  expect(await edge.xCache('/a')).toBe('Miss');
});

test('a copy that the origin confirms counts its age anew from the confirmation', async () => {
  const confirmation = status(304, { 'cache-control': 'max-age=60', 'age': '20' }, '');
  const edge = new ScenarioEdge({ origin: [ok('v1', { 'cache-control': 'max-age=60', 'age': '50', 'etag': '"1"' }), confirmation] });
  await edge.get('/a');
  edge.advance(11);
  expect((await edge.get('/a')).header('age')).toBe('20');
  edge.advance(39);
  expect((await edge.get('/a')).header('age')).toBe('59');
  expect(edge.asked).toHaveLength(2);
  edge.advance(2);
  await edge.get('/a');
  expect(edge.asked).toHaveLength(3);
});
