import { MESSAGE_TYPE, ProtocolViolation, RtmpMessage } from './message';

/** The events of user control messages. */
export const USER_CONTROL = {
  streamBegin: 0,
  streamEof: 1,
  setBufferLength: 3,
  streamIsRecorded: 4,
  pingRequest: 6,
  pingResponse: 7,
} as const;

/** Numbers of four bytes that events of clients have: a stream and milliseconds, and a time. Others are passed over, whatever they have. */
const NUMBERS: { readonly [event: number]: number } = { [USER_CONTROL.setBufferLength]: 2, [USER_CONTROL.pingRequest]: 1 };

/** A user control message: its event, and the stream that it is about or another number. */
export function userControl(event: number, value: number): RtmpMessage {
  const payload = Buffer.alloc(6);
  payload.writeUInt16BE(event);
  payload.writeUInt32BE(value, 2);
  return { type: MESSAGE_TYPE.userControl, streamId: 0, timestamp: 0, payload };
}

/** What a user control message of a client says. @throws ProtocolViolation where it breaks off */
export function readUserControl(payload: Uint8Array): { readonly event: number; readonly numbers: readonly number[] } {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  const event = bytes.length < 2 ? undefined : bytes.readUInt16BE();
  const count = event === undefined ? 0 : NUMBERS[event] ?? 0;
  if (event === undefined || bytes.length < 2 + 4 * count) throw new ProtocolViolation(`a user control message breaks off after ${bytes.length} bytes`);
  return { event, numbers: Array.from({ length: count }, (_, i) => bytes.readUInt32BE(2 + 4 * i)) };
}
