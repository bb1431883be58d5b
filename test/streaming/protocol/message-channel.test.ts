import { ChunkReader } from '../../../src/streaming/protocol/chunk-reader';
import { ChunkWriter } from '../../../src/streaming/protocol/chunk-writer';
import { MESSAGE_TYPE, ProtocolViolation, RtmpMessage } from '../../../src/streaming/protocol/message';
import { MessageChannel } from '../../../src/streaming/protocol/message-channel';

/** The handshakes of both sides. */
const SHAKEN = Buffer.concat([Buffer.of(3), Buffer.alloc(2 * 1536)]);

/** A channel whose handshake is made: what it sends, each as type and payload, and what it passes on. */
function opened() {
  const sent: string[] = [];
  const received: RtmpMessage[] = [];
  const reader = new ChunkReader();
  let skipped = 0;
  const channel = new MessageChannel({
    send: (bytes) => {
      const skip = Math.min(bytes.length, SHAKEN.length - skipped);
      skipped += skip;
      for (const { type, payload } of reader.read(bytes.subarray(skip))) sent.push(`${type} ${Buffer.from(payload).toString('hex')}`);
    },
    receive: (message) => received.push(message),
    uptime: () => 0,
  });
  channel.read(SHAKEN);
  const writer = new ChunkWriter();
  const say = (type: number, payload: Buffer | string) => channel.read(writer.write({ type, streamId: 0, timestamp: 0, payload: Buffer.from(payload as string, 'hex') }));
  return { channel, sent, received, say };
}

test('a client is welcomed with windows, and with the stream that is the connection', () => {
  const { channel, sent } = opened();
  channel.welcome();
  expect(sent).toEqual(['5 002625a0', '6 002625a002', '4 000000000000']);
});

test('what a client has sent is acknowledged after each window', () => {
  const { sent, received, say } = opened();
  say(MESSAGE_TYPE.windowAcknowledgementSize, '00000400');
  say(MESSAGE_TYPE.data, Buffer.alloc(900));
  expect(sent).toEqual([]);
  say(MESSAGE_TYPE.data, Buffer.alloc(2_000));
  expect(sent).toEqual([expect.stringMatching(/^3 0000/)]);
  say(MESSAGE_TYPE.acknowledgement, '00000001');
  expect(received.map(({ type }) => type)).toEqual([MESSAGE_TYPE.data, MESSAGE_TYPE.data]);
});

test.each<[meant: string, limits: readonly string[], told: readonly string[]]>([
  ['a hard one', ['0000100000'], ['00001000']],
  ['the same as before', ['0000100000', '0000100000'], ['00001000']],
  ['a soft one that is lower', ['0000100001'], ['00001000']],
  ['a soft one that is higher', ['7fffffff01'], []],
  ['a dynamic one after none', ['0000100002'], []],
  ['a dynamic one after a hard one', ['0000100000', '0000200002'], ['00001000', '00002000']],
  ['a dynamic one after a soft one', ['0000100001', '0000200002'], ['00001000']],
])('a limit of the bandwidth changes the window as it is meant: %s', (_meant, limits, told) => {
  const { sent, say } = opened();
  for (const limit of limits) say(MESSAGE_TYPE.setPeerBandwidth, limit);
  expect(sent).toEqual(told.map((window) => `5 ${window}`));
});

test('a ping is answered with its time; other events are passed on, whatever they have', () => {
  const { sent, received, say } = opened();
  say(MESSAGE_TYPE.userControl, '000600000007');
  expect(sent).toEqual(['4 000700000007']);
  for (const event of ['00030000000100000bb8', '001b', '0007000000090000']) say(MESSAGE_TYPE.userControl, event);
  expect(received.map(({ payload }) => Buffer.from(payload).toString('hex'))).toEqual(['00030000000100000bb8', '001b', '0007000000090000']);
});

test.each([['an event', '00'], ['a ping', '0006000000'], ['a length of the buffer', '000300000001']])('a user control message that breaks off is a violation: %s', (_what, payload) => {
  const { say } = opened();
  expect(() => say(MESSAGE_TYPE.userControl, payload)).toThrow(ProtocolViolation);
});
