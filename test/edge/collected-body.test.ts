import { collected, collectedUpTo } from '../../src/edge/collected-body';

/** A body of three chunks, and whether it has been let go of. */
function body() {
  const state = { isOver: false };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (const text of ['one', 'two', 'three']) yield Buffer.from(text);
    } finally {
      state.isOver = true;
    }
  }
  return { state, chunks: chunks() };
}

test('a body is collected, as far as it has no more than the limit', async () => {
  expect(Buffer.from(await collected(body().chunks)).toString()).toBe('onetwothree');
  expect(Buffer.from((await collectedUpTo(11, body().chunks))!).toString()).toBe('onetwothree');
  expect(await collected(undefined)).toEqual(new Uint8Array(0));
});

test('a longer one is let go of', async () => {
  const { state, chunks } = body();
  expect(await collectedUpTo(10, chunks)).toBeUndefined();
  expect(state.isOver).toBe(true);
  expect([await collectedUpTo(2, Buffer.from('one')), await collectedUpTo(3, Buffer.from('one'))]).toEqual([undefined, Buffer.from('one')]);
});
