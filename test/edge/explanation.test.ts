import { explain, sentence } from '../../src/edge/explanation';
import { RequestRecord } from '../../src/edge/message';

const RECORD = {
  request: { method: 'GET', protocol: 'https', url: '/a?x=1', ip: '192.0.2.1', country: 'DE' },
  host: 'www.example.com',
  status: 200,
  resultType: 'Miss',
  decisions: [{ step: 'unheard-of', decided: 'done', because: { size: 3, names: ['a', 'b'], absent: undefined }, setting: 'DistributionConfig.Comment' }],
  originRequests: [{ originId: 'Api', method: 'GET', url: '/v1/a', headers: [], outcome: 200 }],
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
