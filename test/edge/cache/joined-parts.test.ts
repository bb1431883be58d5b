import fc from 'fast-check';
import { CachedObject } from '../../../src/edge/cache/cached-object';
import { PartialObject } from '../../../src/edge/cache/cached-parts';
import { joinedParts } from '../../../src/edge/cache/joined-parts';
import { ObjectBody } from '../../../src/edge/cache/object-body';

const BYTES = Buffer.from(Array.from({ length: 100 }, (_, i) => i));

function part(first: number, last: number, more: Partial<CachedObject> = {}): PartialObject {
  const headers = ['ETag', '"1"', 'Content-Range', `bytes ${first}-${last}/100`, 'Content-Length', String(last - first + 1)];
  return { part: { of: 'key', first, last, length: 100 }, headers, body: ObjectBody.of(BYTES.subarray(first, last + 1)), freshUntil: 0, ...more } as PartialObject;
}

async function read(object: PartialObject, start?: number, end?: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of object.body.read(start, end)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('parts are one part, from the first byte of the first to the last of the last', async () => {
  const whole = joinedParts([part(10, 19), part(20, 29), part(25, 40)]);
  expect(whole.part).toEqual({ of: 'key', first: 10, last: 40, length: 100 });
  expect(whole.headers).toEqual(['ETag', '"1"', 'Content-Range', 'bytes 10-40/100', 'Content-Length', '31']);
  expect([whole.body.length, await whole.body.settled(), await read(whole)]).toEqual([31, true, BYTES.subarray(10, 41)]);
});

test('they are as old as the one that expires first', () => {
  const parts = [part(0, 9, { freshUntil: 30, confirmedAt: 3 }), part(10, 19, { freshUntil: 20, confirmedAt: 2 }), part(20, 29, { freshUntil: 25, confirmedAt: 5 })];
  expect(joinedParts(parts)).toMatchObject({ freshUntil: 20, confirmedAt: 2 });
});

test('any bytes of them are those of the object', async () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(3)), { minLength: 1, maxLength: 8 });
  await fc.assert(fc.asyncProperty(fc.nat(10), steps, fc.nat(60), fc.nat(60), async (offset, lengths, start, length) => {
    let next = offset;
    const parts = lengths.map(([size, overlap]) => {
      const first = Math.max(offset, next - overlap);
      next += size;
      return part(first, next - 1);
    });
    const end = Math.min(offset + start + length, next);
    expect(await read(joinedParts(parts), start, start + length)).toEqual(BYTES.subarray(offset + start, Math.max(end, offset + start)));
  }), { numRuns: 50 });
});
