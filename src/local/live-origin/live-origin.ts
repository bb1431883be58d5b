import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { liveFile, MANIFESTS } from './live-files';
import { ORIGIN_LOG_HEADER, originLogLine } from './origin-log';
import { LiveSource, Packager, PackagerFailure } from './packager';
import { pageAt } from './pages';
import { PublishingPoint } from './publishing-point';
import { LiveFormatName, LiveStreamName, MEDIA_SERVERS, MediaServer, MediaServerId } from '../../config';

/** What a live origin stands for, and what it streams. */
export interface LiveOriginOptions {
  /** The media server whose URLs it has. */
  readonly server: MediaServerId;
  /** The name of the application. @default - that of the guide, such as livepkgr */
  readonly application?: string;
  /**
   * The name of the stream. Behind it may stand what Adobe Media Server is told: the event, and that a stream which is published anew replaces
   * the one before, `livestream?adbe-live-event=liveevent&adbe-record-mode=record`.
   */
  readonly stream: string;
  /** A media file that is streamed over and over again. @default - a picture and a tone */
  readonly sample?: string;
  /** The port on which an encoder publishes the stream, in place of a sample; 0 picks a free one. @default - there is no encoder */
  readonly ingestPort?: number;
  /** The password of the user Administrator, with whom an encoder publishes to IIS Media Services. @default - it needs none */
  readonly ingestPassword?: string;
  /** The port for HTTP. @default 0 a free port */
  readonly port?: number;
  /** Domains whose pages may have players of the stream, by its crossdomain.xml and clientaccesspolicy.xml. @default - all */
  readonly playerDomains?: readonly string[];
  /** Takes the lines of the access log, of which the first call has the header. @default - there is none */
  readonly log?: (lines: string) => void;
}

const HOST = '127.0.0.1';

/** What the server answers. */
interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly content: string | Buffer;
}

const NOT_ALLOWED: Answer = { status: 405, headers: { allow: 'GET, HEAD' }, content: '' };

/** A media server for live streams on this machine: what it publishes is an origin for a distribution [MED-106]. */
export class LiveOrigin {
  /** Starts to cut the stream; its files are there as soon as the first segments are. @throws PackagerFailure */
  public static async start(options: LiveOriginOptions): Promise<LiveOrigin> {
    const server = createServer();
    server.listen(options.port ?? 0, HOST);
    await once(server, 'listening');
    return new LiveOrigin(options, server, await ingestOf(options));
  }

  /** Why the packager ended by itself; pending as long as it has not. */
  public readonly failed: Promise<PackagerFailure>;
  public readonly url: string;
  /** Where an encoder publishes the stream; undefined where a sample is streamed. */
  public readonly publishUrl: string | undefined;
  /** The URLs of the manifests. */
  public readonly manifests: { readonly [format in LiveFormatName]?: string };

  private readonly directory = mkdtempSync(join(tmpdir(), 'live-origin-'));
  private readonly mediaServer: MediaServer;
  private readonly name: LiveStreamName;
  /** The newest one first, and the one before it, whose files are there until the newest one has its own. */
  private packagers: readonly Packager[] = [];
  private isClosed = false;

  private constructor(private readonly options: LiveOriginOptions, private readonly server: Server, private readonly ingest: Ingest | undefined) {
    this.mediaServer = serverOf(options);
    const { manifests } = this.mediaServer;
    this.name = nameOf(options);
    this.url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
    this.manifests = Object.fromEntries(Object.entries(manifests).map(([format, path]) => [format, `${this.url}${path(this.name)}`]));
    this.publishUrl = ingest?.publishUrl;
    options.log?.(ORIGIN_LOG_HEADER);
    server.on('request', (request, response) => void this.answer(request, response));
    const sample: LiveSource = options.sample === undefined ? { kind: 'test' } : { kind: 'file', file: resolve(options.sample) };
    this.failed = this.run(ingest?.source ?? sample, toldBy(options).get('adbe-record-mode') === 'record');
  }

  public async close(): Promise<void> {
    this.isClosed = true;
    this.server.close();
    this.server.closeAllConnections();
    this.ingest?.close();
    await this.packagers[0].stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** A stream that ended may be published anew in record mode; what there was of it is gone then [MED-031]. */
  private async run(source: LiveSource, isReplaced: boolean): Promise<PackagerFailure> {
    for (let count = 0; ; count++) {
      const packager = new Packager(source, join(this.directory, String(count)));
      for (const gone of this.packagers.slice(1)) gone.discard();
      this.packagers = [packager, ...this.packagers.slice(0, 1)];
      const failure = await packager.ended;
      if (failure !== undefined) return failure;
      if (!isReplaced || this.isClosed) return new Promise(() => {});
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '/' } = request;
    const path = url.split('?', 1)[0];
    const { status, headers, content } = method === 'GET' || method === 'HEAD' ? await this.answerFor(path) : NOT_ALLOWED;
    response.writeHead(status, headers).end(content);
    this.options.log?.(originLogLine(request, response, method === 'HEAD' ? 0 : Buffer.byteLength(content), Date.now()));
  }

  private async answerFor(path: string): Promise<Answer> {
    const page = pageAt(path, { server: this.mediaServer, stream: this.name, playerDomains: this.options.playerDomains ?? ['*'] });
    if (page !== undefined) return { status: 200, headers: { 'content-type': page.contentType }, content: page.content };
    const file = liveFile(path, this.mediaServer, this.name);
    const content = file && await this.read(file.path);
    if (content === undefined) return { status: 404, headers: { 'content-type': 'text/plain' }, content: `There is no ${path}.\n` };
    return { status: 200, headers: { 'content-type': file!.contentType, 'cache-control': `max-age=${file!.lifetime}` }, content };
  }

  private async read(path: string): Promise<Buffer | undefined> {
    for (const packager of this.packagers) {
      if (await packager.read(MANIFESTS.hls) !== undefined) return packager.read(path);
    }
    return this.packagers[0].read(path);
  }
}

/** What an encoder publishes to, and what comes of it. */
interface Ingest {
  readonly publishUrl: string;
  readonly source: LiveSource;
  close(): void;
}

/** Undefined where a sample is streamed. */
async function ingestOf(options: LiveOriginOptions): Promise<Ingest | undefined> {
  if (options.ingestPort === undefined) return undefined;
  const { application, stream } = nameOf(options);
  if (serverOf(options).ingest.protocol === 'http') {
    const point = await PublishingPoint.listen(`/${application}`, options.ingestPort, options.ingestPassword);
    return { publishUrl: `${point.url}/Streams(${stream})`, source: { kind: 'pushed', media: point.pushed }, close: () => point.close() };
  }
  const publishUrl = `rtmp://${HOST}:${options.ingestPort === 0 ? await freePort() : options.ingestPort}/${application}/${stream}`;
  return { publishUrl, source: { kind: 'encoder', url: publishUrl }, close: () => {} };
}

function serverOf({ server }: LiveOriginOptions): MediaServer {
  return MEDIA_SERVERS.find(({ id }) => id === server)!;
}

/** What Adobe Media Server is told behind the name of a stream. */
function toldBy({ stream }: LiveOriginOptions): URLSearchParams {
  return new URLSearchParams(stream.split('?')[1]);
}

function nameOf(options: LiveOriginOptions): LiveStreamName {
  const application = options.application ?? serverOf(options).ingest.path.slice(1);
  return { application, stream: options.stream.split('?')[0], event: toldBy(options).get('adbe-live-event') ?? 'liveevent' };
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
