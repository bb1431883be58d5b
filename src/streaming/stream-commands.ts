import { NetStream } from './net-stream';
import { playRequest, resetsPlaylist } from './play-request';
import { AmfObject, AmfValue, isAmfObject, textOf } from './protocol/amf-value';
import { failure, Status } from './status';
import { StreamMessages } from './stream-host';

type StreamCommand = (stream: NetStream, values: readonly AmfValue[], messages: StreamMessages, streamId: number) => void;

/** What a command asks of a stream; undefined for one that asks nothing of streams. */
export function streamCommand(name: string): StreamCommand | undefined {
  return Object.hasOwn(STREAM_COMMANDS, name) ? STREAM_COMMANDS[name] : undefined;
}

/** What a player may ask of a stream. An RTMP distribution takes no stream from a player [RTM-160]. */
const STREAM_COMMANDS: { readonly [name: string]: StreamCommand } = {
  closeStream: (stream) => stream.close(),
  pause: (stream, [isPaused]) => (isPaused === true ? stream.pause() : stream.unpause()),
  play: (stream, [name, start, length, reset]) => {
    if (typeof name === 'string') stream.play(playRequest(name, start, length), resetsPlaylist(reset));
    else stream.close();
  },
  play2: (stream, [options]) => (isAmfObject(options) ? play2(stream, options) : undefined),
  publish: (_stream, [name], messages, streamId) => messages.status(streamId, refusedPublish(textOf(name)), textOf(name)),
  receiveAudio: (stream, [wanted]) => stream.want('audio', wanted !== false),
  receiveVideo: (stream, [wanted]) => stream.want('video', wanted !== false),
  seek: (stream, [milliseconds]) => stream.seek(typeof milliseconds === 'number' ? milliseconds : NaN),
};

/** Goes on with another stream, as the transition says [RTM-038]. */
function play2(stream: NetStream, { streamName, oldStreamName, start, len, transition }: AmfObject): void {
  const request = playRequest(textOf(streamName), start, len);
  if (transition === 'append' || transition === 'appendAndWait') return stream.play(request, false);
  if (transition === 'reset' || transition === 'stop') return stream.play(request, true);
  if (transition === 'swap' && stream.replace(textOf(oldStreamName), request)) return;
  stream.switchTo(request);
}

function refusedPublish(name: string): Status {
  return failure('NetStream.Publish.BadName', `${name} cannot be published: an RTMP distribution streams what is in its bucket`);
}
