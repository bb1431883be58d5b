import { explain, sentence } from '../../src/edge/explanation';
import { RequestRecord } from '../../src/edge/message';

const RECORD = {
  request: { method: 'GET', protocol: 'https', url: '/a?x=1', ip: '192.0.2.1', country: 'DE' },
  host: 'www.example.com',
  status: 200,
  resultType: 'Miss',
  decisions: [{ step: 'unheard-of', decided: 'done', because: { size: 3, names: ['a', 'b'], absent: undefined }, setting: 'DistributionConfig.Comment' }],
  functions: [],
  originRequests: [{ originId: 'Api', method: 'GET', url: '/v1/a', headers: [], outcome: 200, firstByteAfter: 5, advice: [] }],
} as unknown as RequestRecord;

test('an explanation goes from the request over decisions and origins to the answer', () => {
  expect(explain(RECORD).split('\n').map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
    'GET https://www.example.com/a?x=1 from 192.0.2.1 in DE',
    '  unheard-of  done, size 3, names a, b  [DistributionConfig.Comment]',
    '  origin request  GET /v1/a of Api: 200',
    '  answer  200, Miss',
  ]);
});

test('a viewer whose country is not known is shown without', () => {
  expect(explain({ ...RECORD, request: { ...RECORD.request, country: undefined } })).toMatch(/^GET .* from 192\.0\.2\.1\n/);
});

test('a decision that has no sentence is shown with all that it rests on', () => {
  expect(sentence({ step: 'x', decided: 'stored' })).toBe('stored');
  expect(sentence({ step: 'x', decided: 'stored', because: { rule: { a: 1 } } })).toBe('stored, rule {"a":1}');
});

test.each([
  [{ step: 'cache-behavior', decided: 'matched', because: { path: '/a', pattern: '/a*' } }, '/a matches the path pattern /a*'],
  [{ step: 'cache', decided: 'miss', because: { reason: 'nothing is cached for this path' } }, 'nothing is cached for this path'],
  [{ step: 'cache', decided: 'miss', because: { reason: 'another variant is cached', differs: ['cookies', 'host'] } }, 'another variant is cached, differing in cookies, host'],
  [{ step: 'freshness', decided: 'cached', because: { ttl: 60, decided: 'max-age', asked: 5, clampedBy: 'MinTTL' } }, 'cached for 60 s, by max-age, bounded by MinTTL'],
  [{ step: 'freshness', decided: 'cached', because: { ttl: 60, decided: 'max-age', asked: 60 } }, 'cached for 60 s, by max-age'],
  [{ step: 'distribution', decided: 'found', because: { host: 'a.example.com' } }, 'found, host a.example.com'],
])('%j reads: %s', (decision, words) => {
  expect(sentence(decision)).toBe(words);
});
