import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { isRestPath, QueryApi, RestApi } from './api';
import { isAddress } from './host-names';
import { matchRoute } from './route';
import { withoutPort } from '../edge';

/** An answer of the control API: a status and something that JSON can say, or a text of another type. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The media type of a text. @default - JSON */
  readonly type?: string;
}

/**
 * What the control API does for `METHOD /path`; `*` in the path stands for one segment, which becomes an argument,
 * decoded, after the body, or after the query parameters of a GET.
 */
export interface ControlRoutes {
  readonly [methodAndPath: string]: (body: unknown, ...segments: string[]) => ControlAnswer | Promise<ControlAnswer>;
}

/**
 * The port by which other programs control the local edge: JSON over HTTP, CloudFront's own API, and parts of those of IAM and CloudFormation,
 * on the loopback address only.
 * Web pages cannot use it: a Host other than this machine's is refused, and so is a body that is not declared as JSON,
 * or a request to an API of AWS that is not signed.
 */
export class ControlApi {
  /** Opens a free port. */
  public static async open(routes: ControlRoutes, rest: RestApi, query: Pick<QueryApi, 'answer'>): Promise<ControlApi> {
    const server = createServer((request, response) => void answer(request, response, { routes, rest, query }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ControlApi(server);
  }

  private constructor(private readonly server: Server) {}

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

const MAX_BODY = 10 * 1024 * 1024;

interface Apis {
  readonly routes: ControlRoutes;
  readonly rest: RestApi;
  readonly query: Pick<QueryApi, 'answer'>;
}

async function answer(request: IncomingMessage, response: ServerResponse, { routes, rest, query }: Apis): Promise<void> {
  const isOwn = isThisMachine(withoutPort(request.headers.host ?? ''));
  if (isOwn && isRestPath(request.url!)) return answerRest(request, response, rest).catch((error: Error) => send(response, failure(error)));
  if (isOwn && isForm(request)) return answerForm(request, response, query).catch((error: Error) => send(response, failure(error)));
  const settled = isOwn ? settle(request, routes) : refusal(403, 'the control API answers to the name of this machine only');
  send(response, await Promise.resolve(settled).catch(failure));
}

class BodyTooLarge extends Error {}

function failure(error: Error): ControlAnswer {
  return refusal(error instanceof BodyTooLarge ? 413 : 500, error.message);
}

function send(response: ServerResponse, { status, body, type }: ControlAnswer): void {
  response.writeHead(status, { 'Content-Type': type ?? 'application/json' }).end(type === undefined ? `${JSON.stringify(body)}\n` : body);
}

async function answerRest(request: IncomingMessage, response: ServerResponse, rest: RestApi): Promise<void> {
  const { method, url, headers: { host, authorization, 'if-match': ifMatch, 'user-agent': userAgent }, socket: { remoteAddress: sourceIp } } = request;
  const { status, headers, body } = await rest.answer({
    method: method!, url: url!, endpoint: `http://${host}`, authorization, ifMatch, body: await text(request), sourceIp, userAgent,
  });
  response.writeHead(status, headers).end(body);
}

/** What the APIs of IAM and CloudFormation are asked by. */
function isForm({ method, url, headers }: IncomingMessage): boolean {
  return method === 'POST' && url === '/' && headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

async function answerForm(request: IncomingMessage, response: ServerResponse, query: Apis['query']): Promise<void> {
  const { status, headers, body } = query.answer(request.headers.authorization, await text(request));
  response.writeHead(status, headers).end(body);
}

async function settle(request: IncomingMessage, routes: ControlRoutes): Promise<ControlAnswer> {
  const [path, query] = request.url!.split('?');
  for (const [route, handler] of Object.entries(routes)) {
    const encoded = matchRoute(route, `${request.method} ${path}`);
    if (encoded === undefined) continue;
    const segments = decoded(encoded);
    if (segments === undefined) return refusal(400, `${path} has a percent sign that encodes nothing: write it as %25`);
    if (request.method === 'GET') return handler(Object.fromEntries(new URLSearchParams(query)), ...segments);
    if (!request.headers['content-type']?.startsWith('application/json')) return refusal(415, 'expected Content-Type: application/json');
    const body = parsed(await text(request));
    return body === undefined ? refusal(400, 'the body is not JSON') : handler(body, ...segments);
  }
  return refusal(404, `no such operation: ${request.method} ${request.url}`);
}

/** An answer that says what is wrong. */
export function refusal(status: number, error: string): ControlAnswer {
  return { status, body: { error } };
}

function isThisMachine(name: string): boolean {
  return name === 'localhost' || isAddress(name);
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new BodyTooLarge(`the body has more than ${MAX_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function decoded(segments: readonly string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
