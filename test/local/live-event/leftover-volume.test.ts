import { leftoverVolume } from '../../../src/local';

const CREATED = Date.parse('2012-03-30T20:28:33Z');
const volume = (VolumeId: string, CreateTime: string, State: string = 'available') => ({ VolumeId, CreateTime, State });

test('of two volumes that are left, the one is proposed that was created with the stack [MED-048]', () => {
  expect(leftoverVolume([volume('vol-1', '2012-03-29T08:00:00.000Z'), volume('vol-2', '2012-03-30T20:29:10.000Z')], CREATED)?.VolumeId).toBe('vol-2');
});

test.each([
  ['earlier', '2012-03-30T20:28:32.000Z', 'available'],
  ['more than an hour later', '2012-03-30T21:28:34.000Z', 'available'],
  ['and is still attached', '2012-03-30T20:29:00.000Z', 'in-use'],
])('none is proposed that was created %s', (_when, time, state) => {
  expect(leftoverVolume([volume('vol-1', time, state)], CREATED)).toBeUndefined();
});
