import { MediaMessage, MediaStream } from './media';
import { AmfObject } from './protocol/amf-value';
import { encodeAmf0, encodeEcmaArray } from './protocol/amf0';
import { MESSAGE_TYPE, RtmpMessage } from './protocol/message';
import { USER_CONTROL, userControl } from './protocol/user-control';
import { Status } from './status';
import { StreamMessages } from './stream-host';

const TYPES = { audio: MESSAGE_TYPE.audio, video: MESSAGE_TYPE.video, data: MESSAGE_TYPE.data } as const;

/** The messages of streams, as Flash Media Server writes them [RTM-159]. */
export class MessagesOfStreams implements StreamMessages {
  public constructor(private readonly send: (message: RtmpMessage) => void) {}

  public media(streamId: number, { kind, timestamp, payload }: MediaMessage): void {
    this.send({ type: TYPES[kind], streamId, timestamp: Math.floor(timestamp), payload });
  }

  public status(streamId: number, { level, code, description }: Status, details: string): void {
    const payload = encodeAmf0('onStatus', 0, null, { level, code, description, details });
    this.send({ type: MESSAGE_TYPE.command, streamId, timestamp: 0, payload });
  }

  public begin(streamId: number): void {
    this.send(userControl(USER_CONTROL.streamIsRecorded, streamId));
    this.send(userControl(USER_CONTROL.streamBegin, streamId));
  }

  public metadata(streamId: number, metadata: MediaStream['metadata']): void {
    this.data(streamId, encodeAmf0('|RtmpSampleAccess', false, false));
    this.data(streamId, encodeAmf0('onStatus', { code: 'NetStream.Data.Start' }));
    this.data(streamId, Buffer.concat([encodeAmf0('onMetaData'), encodeEcmaArray(metadata)]));
  }

  public end(streamId: number): void {
    this.send(userControl(USER_CONTROL.streamEof, streamId));
  }

  public playStatus(streamId: number, code: Status['code'], { duration }: MediaStream): void {
    const info: AmfObject = { level: 'status', code, duration: duration / 1000 };
    this.data(streamId, encodeAmf0('onPlayStatus', info));
  }

  private data(streamId: number, payload: Uint8Array): void {
    this.send({ type: MESSAGE_TYPE.data, streamId, timestamp: 0, payload });
  }
}
