import { EdgeClock } from '../../src/testing/edge-clock';

const START = new Date('2025-01-01T00:00:00Z');

test('time stands still until it is moved, by milliseconds or by a duration', async () => {
  const clock = new EdgeClock(START);
  expect(clock.now()).toBe(START.getTime());
  await clock.advance(1500);
  await clock.advance({ toMilliseconds: () => 500 });
  expect(clock.now()).toBe(START.getTime() + 2000);
});

test('what waits is called when its time has come, unless it was cancelled', async () => {
  const clock = new EdgeClock(START);
  const called: string[] = [];
  clock.after(1000, () => called.push('late'));
  clock.after(500, () => called.push('early'));
  clock.after(600, () => called.push('never'))();
  await clock.advance(999);
  expect(called).toEqual(['early']);
  await clock.advance(1);
  expect(called).toEqual(['early', 'late']);
});
