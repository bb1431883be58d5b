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

/** How a limit of the bandwidth is meant: as it is, as the lower of it and the one before, or as it is only where that before was. */
export const LIMIT_TYPE = { hard: 0, soft: 1, dynamic: 2 } as const;

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
