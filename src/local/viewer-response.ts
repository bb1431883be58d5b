import { ServerResponse } from 'node:http';
import { Body, ViewerResponse } from '../edge';

/** Writes what CloudFront answers to a socket, its headers as they are, its body no faster than the viewer takes it. */
export function sendResponse(response: ViewerResponse, outgoing: ServerResponse): Promise<void> | void {
  outgoing.sendDate = false;
  if (CLOSES_CONNECTION.has(response.status)) outgoing.shouldKeepAlive = false;
  outgoing.writeHead(response.status, response.headers as string[]);
  return sendBody(response.body, outgoing);
}

/** Requests of which CloudFront reads no more: their connection ends with the answer (DTD-232). */
const CLOSES_CONNECTION: ReadonlySet<number> = new Set([414, 494]);

function sendBody(body: Body, outgoing: ServerResponse): Promise<void> | void {
  if (body === undefined) {
    outgoing.end();
  } else if (body instanceof Uint8Array) {
    outgoing.end(body);
  } else {
    return streamBody(body, outgoing);
  }
}

/** A body that breaks off breaks the connection off, after what there was of it: the viewer must not take a part for the whole. */
async function streamBody(body: AsyncIterable<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  try {
    for await (const chunk of body) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(chunk)) await writable(outgoing);
    }
    outgoing.end();
  } catch {
    outgoing.socket?.destroySoon();
  }
}

/** Resolves when more can be written, or when nobody is there to read it. */
function writable(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      outgoing.off('drain', settle);
      outgoing.off('close', settle);
      resolve();
    };
    outgoing.on('drain', settle);
    outgoing.on('close', settle);
  });
}
