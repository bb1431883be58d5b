import { streamingNotices } from '../../src/local/streaming-notices';
import { StreamingRecord } from '../../src/streaming';

const RECORD = {
  event: 'play',
  distribution: 'Films',
  connectUrl: 'rtmp://s1/cfx/st',
  stream: { id: 1, name: 'vid', query: '', extension: 'flv' },
  status: 'NetStream.Play.StreamNotFound',
  decisions: [{ step: 'cache', decided: 'miss' }, { step: 'stream', decided: 'not found', because: { reason: 'the bucket has no vid.flv' } }],
} as unknown as StreamingRecord;

test('a stream that is not played is told once, with its reason, and one that is played never', () => {
  const told: string[] = [];
  const note = streamingNotices((line) => told.push(line));
  note(RECORD);
  note(RECORD);
  note({ ...RECORD, status: undefined, decisions: [{ step: 'stream', decided: 'waiting', because: {} }] });
  note({ ...RECORD, event: 'stop', status: undefined, decisions: [] });
  note({ ...RECORD, status: 'NetStream.Play.Start' });
  expect(told).toEqual([
    'play vid of Films: NetStream.Play.StreamNotFound: the bucket has no vid.flv',
    'play vid of Films: waiting: nothing is there yet, and the player said that it waits',
  ]);
});

test('a connection that is refused is told by its connect string', () => {
  const told: string[] = [];
  const decisions = [{ step: 'connection', decided: 'refused', because: { error: 'InvalidInstance', reason: 'it is live' } }];
  streamingNotices((line) => told.push(line))({ ...RECORD, event: 'connect', stream: undefined, status: 'NetConnection.Connect.Rejected', decisions });
  expect(told).toEqual(['connect rtmp://s1/cfx/st: NetConnection.Connect.Rejected: InvalidInstance: it is live']);
});
