import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { Geolocation, Place } from './geolocation';
import { signedUrl, Signer } from './signed-url';
import { Front, viewerAddress } from './viewer-address';

export interface GateOptions {
  /** Of the distribution, such as `https://d111111abcdef8.cloudfront.net`. */
  readonly distribution: string;
  readonly geolocation: Geolocation;
  /** Whether content may be distributed to a place. */
  readonly mayHave: (place: Place) => boolean;
  readonly signer: Signer;
  readonly front: Front;
  /** How long a link works, in seconds. */
  readonly linkLifetime: number;
  readonly now?: () => number;
}

/** A web application that hands out links to films to those who are in the right place: `GET /film/a.mp4` redirects, or is forbidden. */
export function gate(options: GateOptions): Server {
  return createServer((request, response) => {
    answer(options, request, response).catch((error: Error) => end(response, 502, `${error.message}\n`));
  });
}

async function answer(options: GateOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { distribution, geolocation, mayHave, signer, front, linkLifetime, now = Date.now } = options;
  const address = viewerAddress(front, request.socket.remoteAddress ?? '', request.headers['x-forwarded-for'] as string | undefined);
  const place = await geolocation.locate(address);
  if (place === undefined || !mayHave(place)) return end(response, 403, 'This film is not available where you are.\n');
  const url = signedUrl(`${distribution}${request.url}`, new Date(now() + linkLifetime * 1000), signer);
  response.setHeader('Location', url);
  end(response, 302, `${url}\n`);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' }).end(text);
}
