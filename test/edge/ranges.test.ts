import fc from 'fast-check';
import { ok, ScenarioEdge } from './scenario';
import { parseRange } from '../../src/edge/ranges';

test.each<[string, ReturnType<typeof parseRange>]>([
  ['bytes=0-4', { first: 0, last: 4 }],
  ['bytes=5-', { first: 5, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-30', { first: 0, last: 9 }],
  ['bytes=8-30', { first: 8, last: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=4-2', undefined],
  ['bytes=0-1,3-4', undefined],
  ['lines=0-4', undefined],
  ['bytes=a-b', undefined],
])('%s of ten bytes', (header, range) => expect(parseRange(header, 10)).toEqual(range));

test('a range never leaves the object', () => {
  fc.assert(fc.property(fc.nat(2000), fc.nat(2000), fc.integer({ min: 1, max: 1000 }), (first, last, length) => {
    const range = parseRange(`bytes=${first}-${last}`, length);
    if (range === undefined || range === 'unsatisfiable') return first > last || first >= length;
    return range.first === first && range.last <= last && range.last < length;
  }));
});

test('a range of a cached object is served from the cache', async () => {
  const edge = new ScenarioEdge({ origin: [ok('0123456789')] });
  await edge.get('/a');
  const part = await edge.get('/a', { headers: { Range: 'bytes=2-4' } });
  expect([part.status, part.text, part.header('content-range'), part.header('content-length'), part.header('x-cache')])
    .toEqual([206, '234', 'bytes 2-4/10', '3', 'Hit from cloudfront']);
  expect(edge.asked).toHaveLength(1);
});

test('a range behind the end gives 416 with the length [DTD-079]', async () => {
  const edge = new ScenarioEdge({ origin: [ok('0123456789')] });
  const part = await edge.get('/a', { headers: { Range: 'bytes=10-' } });
  expect([part.status, part.header('content-range'), part.text]).toEqual([416, 'bytes */10', '']);
});
