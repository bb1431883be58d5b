import { collectedUpTo } from '../collected-body';
import { isAboutObject } from '../conditionals';
import { Fetch, MediaFile, MissingObject } from './media-file';
import { readServerManifest, ServerManifest } from './server-manifest';
import { MalformedMedia } from '../mp4/boxes';
import { headerValue, removeHeader, setHeader, withoutHeaders } from '../raw-headers';
import { readSmoothStreamingPath, SmoothStreamingPath } from './smooth-streaming-path';
import { OriginClient, OriginFailure, OriginRequest, OriginResponse } from '../origin/origin-client';

/** Bytes of a server manifest: far more than people or encoders write. */
const LARGEST_MANIFEST = 16 * 1024 * 1024;

/**
 * An origin whose files of Smooth Streaming are served as a streaming server would: client manifests, and fragments cut out of
 * fragmented MP4. All other objects are the origin's own [GEO-051, GEO-058, GEO-059].
 */
export class SmoothStreamingOrigin implements OriginClient {
  public constructor(private readonly origin: OriginClient) {}

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    const wanted = request.method === 'GET' || request.method === 'HEAD' ? readSmoothStreamingPath(request.url.split('?', 1)[0]) : undefined;
    if (wanted === undefined) return this.origin.ask(request);
    const fetch: Fetch = (url, range) => this.origin.ask({ ...request, url, method: 'GET', headers: rangeHeaders(request, range) });
    try {
      const response = await answer(fetch, wanted);
      return request.method === 'HEAD' ? { ...response, body: undefined } : response;
    } catch (error) {
      if (error instanceof MissingObject) return error.response;
      if (error instanceof MalformedMedia) throw new OriginFailure('malformed-response', `the media of ${wanted.serverManifest} is no fragmented MP4: ${error.message}`);
      throw error;
    }
  }
}

async function answer(fetch: Fetch, wanted: SmoothStreamingPath): Promise<OriginResponse> {
  const response = await fetch(wanted.serverManifest);
  if (response.status !== 200) throw new MissingObject(response);
  const content = await collectedUpTo(LARGEST_MANIFEST, response.body);
  if (content === undefined) throw new MalformedMedia(`the server manifest has more than ${LARGEST_MANIFEST} bytes`);
  const manifest = readServerManifest(Buffer.from(content));
  return wanted.kind === 'manifest' ? clientManifest(fetch, wanted.serverManifest, manifest) : fragment(fetch, wanted, manifest, response);
}

async function clientManifest(fetch: Fetch, serverManifest: string, { clientManifest: name }: ServerManifest): Promise<OriginResponse> {
  const response = await fetch(beside(serverManifest, name ?? `${serverManifest.slice(serverManifest.lastIndexOf('/') + 1)}c`));
  const headers = [...response.headers];
  const isTyped = !/^(binary|application)\/octet-stream$/.test(headerValue(headers, 'content-type') ?? 'binary/octet-stream');
  if (response.status === 200 && !isTyped) setHeader(headers, 'Content-Type', 'text/xml');
  return { ...response, headers };
}

async function fragment(
  fetch: Fetch, { serverManifest, bitrate, track, time }: SmoothStreamingPath & { readonly kind: 'fragment' }, { tracks }: ServerManifest, { headers: found }: OriginResponse,
): Promise<OriginResponse> {
  const source = tracks.find((candidate) => candidate.name === track && candidate.bitrate === bitrate);
  if (source === undefined) return notFound(found, `no track ${track} with ${bitrate} bits a second`);
  const file = await MediaFile.open(fetch, beside(serverManifest, source.file));
  const bytes = await file.fragment(source.trackId, time);
  if (bytes === undefined) return notFound(found, `no fragment of ${track} begins at ${time}`);
  const headers = [...file.headers];
  removeHeader(headers, 'content-range');
  removeHeader(headers, 'accept-ranges');
  setHeader(headers, 'Content-Type', track.startsWith('audio') ? 'audio/mp4' : 'video/mp4');
  setHeader(headers, 'Content-Length', String(bytes.length));
  return { status: 200, headers, body: bytes };
}

function notFound(headers: OriginResponse['headers'], reason: string): OriginResponse {
  const body = Buffer.from(`${reason}\n`);
  const server = headerValue(headers, 'server');
  return { status: 404, headers: ['Content-Type', 'text/plain', 'Content-Length', String(body.length), ...(server === undefined ? [] : ['Server', server])], body };
}

/** The path of a file that a manifest names, which is never outside the manifest's own folder. */
function beside(manifest: string, name: string): string {
  const folder = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  return `${folder}${name.split(/[\\/]/).filter((part) => part !== '' && part !== '.' && part !== '..').map(encodeURIComponent).join('/')}`;
}

function rangeHeaders({ headers }: OriginRequest, range: string | undefined): string[] {
  return [...withoutHeaders(headers, isAboutObject), ...(range === undefined ? [] : ['Range', range])];
}
