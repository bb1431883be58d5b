import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';

/** Where a publishing point of IIS is: it waits for a source, a source has connected, it pushes, it has ended. */
export type PublishingPointState = 'Idle' | 'Starting' | 'Started' | 'Stopped';

const HOST = '127.0.0.1';

/** As whom an encoder connects. */
const USER = 'Administrator';

/** A publishing point for Live Smooth Streaming: an encoder pushes fragmented MP4 to it, in the body of one POST [MED-058, MED-059]. */
export class PublishingPoint {
  /**
   * @param path     such as `/LiveSmoothStream.isml`
   * @param port     0 picks a free one
   * @param password of the user Administrator; undefined where anybody may publish
   */
  public static async listen(path: string, port: number, password?: string): Promise<PublishingPoint> {
    const server = createServer().listen(port, HOST);
    await once(server, 'listening');
    return new PublishingPoint(server, path, password);
  }

  /** What the encoder pushes. */
  public readonly pushed: Readable;
  public readonly url: string;
  public state: PublishingPointState = 'Idle';
  private readonly media = new PassThrough();

  private constructor(private readonly server: Server, private readonly path: string, private readonly password: string | undefined) {
    this.pushed = this.media;
    this.url = `http://${HOST}:${(server.address() as AddressInfo).port}${path}`;
    server.on('request', (request, response) => this.answer(request, response));
    // An encoder that asks before it pushes learns that it needs a password.
    server.on('checkContinue', (request, response) => this.answer(request, response));
  }

  public close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '/', headers } = request;
    const refuse = (status: number, more: { readonly [name: string]: string } = {}) => response.writeHead(status, { connection: 'close', ...more }).end();
    if (!this.isAllowed(headers.authorization)) return void refuse(401, { 'www-authenticate': 'Basic realm="IIS Media Services"' });
    if (method === 'GET' && url === `${this.path}/state`) return void response.writeHead(200, { 'content-type': 'application/atom+xml' }).end(this.stateDocument());
    if (method !== 'POST' || !url.startsWith(`${this.path}/Streams(`)) return void refuse(404);
    if (this.state !== 'Idle') return void refuse(409);
    if (headers.expect !== undefined) response.writeContinue();
    this.take(request, response);
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    this.state = 'Starting';
    request.once('data', () => { this.state = 'Started'; });
    request.once('close', () => {
      this.state = 'Stopped';
      this.media.end();
      response.end();
    });
    request.pipe(this.media, { end: false });
  }

  private isAllowed(authorization: string | undefined): boolean {
    return this.password === undefined || authorization === `Basic ${Buffer.from(`${USER}:${this.password}`).toString('base64')}`;
  }

  /** The state as the management service of IIS Media Services gives it. */
  private stateDocument(): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<entry xmlns="http://www.w3.org/2005/Atom"><id>${this.url}/state</id><content type="application/xml">`
      + `<SmoothStreaming xmlns="http://schemas.microsoft.com/iis/media/2011/03/streaming/management"><State><Value>${this.state}</Value></State></SmoothStreaming></content></entry>\n`;
  }
}
