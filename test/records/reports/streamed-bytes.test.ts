import { StreamedBytesCounter } from '../../../src/records';
import { StreamingEvent, StreamingRecord } from '../../../src/streaming';

test('what was sent between events is counted once, for each connection apart', () => {
  const counter = new StreamedBytesCounter();
  const since = (event: StreamingEvent, clientId: string, bytesSent: number, distributionId: string | undefined = 'ERTMP') => (
    counter.since({ event, clientId, bytesSent, distributionId, time: 7, edgeLocation: 'SEA4' } as StreamingRecord)
  );
  expect(since('connect', 'a', 2_014)).toEqual({ time: 7, distributionId: 'ERTMP', edgeLocation: 'SEA4', bytes: 2_014 });
  expect(since('connect', 'b', 3_000)).toMatchObject({ bytes: 3_000 });
  expect(since('stop', 'a', 323_914)).toMatchObject({ bytes: 321_900 });
  expect(since('disconnect', 'a', 324_000)).toMatchObject({ bytes: 86 });
  expect(counter.since({ event: 'connect', clientId: 'c', bytesSent: 1, distributionId: undefined } as StreamingRecord)).toBeUndefined();
});
