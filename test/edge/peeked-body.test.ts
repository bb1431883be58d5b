import fc from 'fast-check';
import { collected } from '../../src/edge/collected-body';
import { discard } from '../../src/edge/origin-body';
import { peeked } from '../../src/edge/peeked-body';

async function* arriving(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test('the beginning of a body is read, and the whole of it goes on', async () => {
  const chunks = fc.array(fc.stringMatching(/^[a-z]{0,5}$/), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(chunks, fc.nat(12), async (sent, bytes) => {
    const whole = sent.join('');
    const { beginning, isWhole, body } = await peeked(arriving(...sent), bytes);
    expect(whole.startsWith(Buffer.from(beginning).toString())).toBe(true);
    expect(beginning.length > bytes || beginning.length === whole.length).toBe(true);
    expect(isWhole).toBe(whole.length <= bytes);
    expect(Buffer.from(await collected(body)).toString()).toBe(whole);
  }));
});

test('a body that breaks off does so for those who read it, too', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('abc');
    throw new Error('the viewer has left');
  }
  const { beginning, isWhole, body } = await peeked(broken(), 100);
  expect([Buffer.from(beginning).toString(), isWhole]).toEqual(['abc', false]);
  await expect(collected(body)).rejects.toThrow('the viewer has left');
});

test('who lets go of a body before its first byte lets go of what has not arrived', async () => {
  let isOpen = true;
  const { body } = await peeked((async function* () {
    try {
      for (;;) yield Buffer.from('abc');
    } finally {
      isOpen = false;
    }
  })(), 2);
  discard(body);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOpen).toBe(false);
});
