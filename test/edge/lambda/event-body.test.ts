import { Body } from '../../../src/edge';
import { collected } from '../../../src/edge/collected-body';
import { replacingBody, shownBody } from '../../../src/edge/lambda/event-body';

const KB = 1024;

async function* inPieces(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield Buffer.alloc(size, 'x');
}

test('a body is in base64, and read-only unless the function says otherwise [FUN-160]', async () => {
  const { event, body } = await shownBody(Buffer.from('hello'), 'viewer-request');
  expect(event).toEqual({ inputTruncated: false, action: 'read-only', encoding: 'base64', data: 'aGVsbG8=' });
  expect(Buffer.from(await collected(body)).toString()).toBe('hello');
  expect(await shownBody(undefined, 'viewer-request')).toEqual({ event: { inputTruncated: false, action: 'read-only', encoding: 'base64', data: '' }, body: undefined });
});

test.each<[string, 'viewer-request' | 'origin-request', Body, number, number]>([
  ['40 KB', 'viewer-request', Buffer.alloc(40 * KB), 40 * KB, 40 * KB],
  ['a byte more', 'viewer-request', Buffer.alloc(40 * KB + 1), 40 * KB + 1, 40 * KB],
  ['40 KB that arrive', 'viewer-request', inPieces(30 * KB, 10 * KB), 40 * KB, 40 * KB],
  ['50 KB that arrive', 'viewer-request', inPieces(30 * KB, 20 * KB), 50 * KB, 40 * KB],
  ['1 MB', 'origin-request', inPieces(KB * KB), KB * KB, KB * KB],
  ['6 bytes more than 1 MB', 'origin-request', inPieces(KB * KB, 1, 5), KB * KB + 6, KB * KB],
])('of %s a function at %s sees as much as there may be, and the origin gets all [FUN-161]', async (_size, eventType, sent, length, seen) => {
  const { event, body } = await shownBody(sent, eventType);
  expect([Buffer.from(event.data, 'base64').length, event.inputTruncated]).toEqual([seen, length > seen]);
  expect((await collected(body)).length).toBe(length);
});

test.each([0, 1, 2])('who reads %i pieces of a long body lets go of the rest', async (pieces) => {
  let ended = false;
  const { body } = await shownBody((async function* () {
    try {
      for (;;) yield Buffer.alloc(30 * KB);
    } finally {
      ended = true;
    }
  })(), 'viewer-request');
  const chunks = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  for (let piece = 0; piece < pieces; piece++) expect((await chunks.next()).value.length).toBeGreaterThan(0);
  await chunks.return!();
  expect(ended).toBe(true);
});

test('a function sees what there is of a body that breaks off, which does so for the origin, too', async () => {
  const { event, body } = await shownBody((async function* () {
    yield Buffer.from('abc');
    throw new Error('the viewer has left');
  })(), 'viewer-request');
  expect([event.data, event.inputTruncated]).toEqual(['YWJj', true]);
  await expect(collected(body)).rejects.toThrow('the viewer has left');
});

const replace = (body: object, eventType: 'viewer-request' | 'origin-request' = 'viewer-request', method = 'POST') => {
  const bytes = replacingBody({ action: 'replace', ...body }, eventType, method);
  return bytes && Buffer.from(bytes).toString();
};

test('a body is replaced by what the encoding says, base64 unless said [FUN-162]', () => {
  expect([replace({ data: 'eA==' }), replace({ data: 'x', encoding: 'text' }), replace({ data: 'eA', encoding: 'base64' })]).toEqual(['x', 'x', 'x']);
  expect([replace({ action: 'read-only', data: 'x' }), replacingBody(undefined, 'viewer-request', 'POST'), replace({ action: undefined, data: 'changed' })]).toEqual([undefined, undefined, undefined]);
});

test.each<['viewer-request' | 'origin-request', number]>([['viewer-request', 40 * KB], ['origin-request', KB * KB]])('at %s it has %i bytes at most [FUN-163]', (eventType, limit) => {
  const body = (bytes: number, encoding: string) => ({ encoding, data: Buffer.alloc(bytes, 'x').toString(encoding === 'text' ? 'utf8' : 'base64') });
  for (const encoding of ['text', 'base64']) {
    expect(replace(body(limit, encoding), eventType)!.length).toBe(limit);
    expect(() => replace(body(limit + 1, encoding), eventType)).toThrow(`request.body.data has ${limit + 1} bytes; CloudFront allows ${limit}; return less`);
  }
});

test.each<[object, RegExp]>([
  [{ data: 'no base64!' }, /^request\.body\.data is not valid base64/],
  [{ data: 1 }, /^request\.body\.data is 1; return a string/],
  [{ data: 'x', encoding: 'utf8' }, /^request\.body\.encoding is "utf8"; use text or base64/],
  [{ action: 'change' }, /^request\.body\.action is "change"; use read-only or replace/],
])('%j is refused [FUN-163]', (body, message) => {
  expect(() => replace(body)).toThrow(message);
});

test('a request without body gets none', () => {
  expect(() => replace({ data: 'eA==' }, 'viewer-request', 'GET')).toThrow('request.body.action is replace for GET, which has no body');
});
