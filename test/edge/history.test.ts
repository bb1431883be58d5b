import { ManualClock } from '../../src/edge';
import { History } from '../../src/edge/history';

test('what is new is read when the delay is over, in its order [WEB-212]', () => {
  const clock = new ManualClock(0);
  const history = new History(clock, 'first', 2000);
  history.add('second');
  clock.advance(1000);
  history.add('third');
  expect([history.newest, history.readable]).toEqual(['third', 'first']);
  clock.advance(999);
  expect(history.readable).toBe('first');
  clock.advance(1);
  expect(history.readable).toBe('second');
  clock.advance(1000);
  expect(history.readable).toBe('third');
});

test('without a delay it is read at once', () => {
  const history = new History(new ManualClock(0), 'first', 0);
  expect(history.readable).toBe('first');
  history.add('second');
  expect(history.readable).toBe('second');
});
