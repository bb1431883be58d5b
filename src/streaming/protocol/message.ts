/** The types of messages, as RTMP numbers them. */
export const MESSAGE_TYPE = {
  setChunkSize: 1,
  abort: 2,
  acknowledgement: 3,
  userControl: 4,
  windowAcknowledgementSize: 5,
  setPeerBandwidth: 6,
  audio: 8,
  video: 9,
  commandAmf3: 17,
  data: 18,
  command: 20,
} as const;

/** The events of user control messages. */
export const USER_CONTROL = {
  streamBegin: 0,
  streamEof: 1,
  setBufferLength: 3,
  streamIsRecorded: 4,
  pingRequest: 6,
  pingResponse: 7,
} as const;

/** A message of RTMP. */
export interface RtmpMessage {
  readonly type: number;
  /** The message stream that it belongs to; 0 for the connection itself. */
  readonly streamId: number;
  /** Milliseconds. */
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

/** What a client did that RTMP does not allow. The connection ends. */
export class ProtocolViolation extends Error {
  public readonly name = 'ProtocolViolation';
}
