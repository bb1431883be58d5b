import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** What a live stream is made of: a picture and a tone, a media file over and over again, what an encoder publishes to a URL of this machine, or what it has pushed. */
export type LiveSource =
  | { readonly kind: 'test' } | { readonly kind: 'file'; readonly file: string } | { readonly kind: 'encoder'; readonly url: string } | { readonly kind: 'pushed'; readonly media: Readable };

/** There is no packager, or it ended by itself. */
export class PackagerFailure extends Error {
  public readonly name = 'PackagerFailure';
}

/** Seconds of each segment and fragment, and how many of them manifests list. */
const SEGMENT = 2;
const LISTED = 5;

/** Cuts a live stream into the files of all formats, by ffmpeg. */
export class Packager {
  /** Why it ended by itself; undefined where its source did, as an encoder does that stops. */
  public readonly ended: Promise<PackagerFailure | undefined>;

  private readonly process: ChildProcess;
  private hasStopped = false;

  public constructor(source: LiveSource, private readonly directory: string) {
    for (const format of ['hls', 'hds', 'smooth']) mkdirSync(join(directory, format), { recursive: true });
    this.process = spawn('ffmpeg', ['-v', 'error', '-y', ...inputOf(source), ...ENCODING, '-f', 'tee', OUTPUTS], { cwd: directory, stdio: ['pipe', 'ignore', 'pipe'] });
    this.feed(source);
    this.ended = this.failure();
    // It would go on for ever when this process is ended without its `stop`.
    const kill = () => void this.process.kill('SIGKILL');
    process.once('exit', kill);
    void this.ended.then(() => process.off('exit', kill));
  }

  /** A file that it has written; undefined where it has not. */
  public read(path: string): Promise<Buffer | undefined> {
    return readFile(join(this.directory, path)).catch(() => undefined);
  }

  /** Removes what it has written. */
  public discard(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  public async stop(): Promise<void> {
    this.hasStopped = true;
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** It reads nothing but what is pushed; when it ends first, that is its own failure, not that of the pipe to it. */
  private feed(source: LiveSource): void {
    const input = this.process.stdin!.on('error', () => {});
    if (source.kind === 'pushed') source.media.pipe(input);
    else input.end();
  }

  private async failure(): Promise<PackagerFailure | undefined> {
    let said = '';
    this.process.stderr!.on('data', (bytes) => { said += bytes; });
    try {
      const [code] = await once(this.process, 'close');
      if (this.hasStopped || code === 0) return undefined;
      return new PackagerFailure(`ffmpeg ended: ${said.trim().split('\n')[0]}`);
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      return new PackagerFailure(isMissing ? 'a live stream is cut by ffmpeg, which is not installed; apt-get install ffmpeg' : `ffmpeg does not run: ${(error as Error).message}`);
    }
  }
}

function inputOf(source: LiveSource): string[] {
  switch (source.kind) {
    case 'test': return ['-re', '-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=25', '-re', '-f', 'lavfi', '-i', 'sine=frequency=440', '-map', '0:v', '-map', '1:a'];
    case 'file': return ['-re', '-stream_loop', '-1', '-i', source.file, ...STREAMS];
    case 'encoder': return ['-listen', '1', '-i', source.url, ...STREAMS];
    case 'pushed': return ['-i', 'pipe:0', ...STREAMS];
  }
}

const STREAMS = ['-map', '0:v:0', '-map', '0:a:0?'];

/** H.264 with a key frame at the beginning of each segment, and AAC. */
const ENCODING = [
  '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-tune', 'zerolatency', '-b:v', '800k',
  '-force_key_frames', `expr:gte(t,n_forced*${SEGMENT})`, '-c:a', 'aac', '-b:a', '64k', '-flags', '+global_header',
];

const WINDOW = `window_size=${LISTED}:extra_window_size=${LISTED}:min_frag_duration=${SEGMENT * 1_000_000}`;

const OUTPUTS = [
  `[f=hls:hls_time=${SEGMENT}:hls_list_size=${LISTED}:hls_delete_threshold=${LISTED}:hls_flags=delete_segments+omit_endlist:hls_segment_filename=hls/segment%d.ts:bsfs/v=h264_mp4toannexb]hls/index.m3u8`,
  `[f=hds:${WINDOW}]hds`,
  `[f=smoothstreaming:${WINDOW}]smooth`,
].join('|');
