import { once } from 'node:events';
import { createSecureServer, createServer, Http2SecureServer, Http2Server } from 'node:http2';
import { AddressInfo } from 'node:net';
import { Metadata, status } from '@grpc/grpc-js';
import { run } from './clients';
import { Greeter, GreeterClient, greeterServer } from './greeter';
import { closeAll, running } from './running-edge';
import { LocalEdgeOptions } from '../../src/local';
import { CertificateAndKey, selfSignedCertificate } from '../../src/local/tls/certificate';
import { MANAGED } from '../edge/policies';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await closeAll();
});

let certificate: CertificateAndKey;
beforeAll(async () => { certificate = await selfSignedCertificate(['127.0.0.1']); });

const ALL_METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const server = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } });
const BEHAVIOR = { TargetOriginId: 'api', ViewerProtocolPolicy: 'https-only', AllowedMethods: ALL_METHODS, GrpcConfig: { Enabled: true }, CachePolicyId: MANAGED.CachingOptimized, OriginRequestPolicyId: MANAGED.AllViewer };
const CONFIG = { HttpVersion: 'http2', Origins: [server('api'), server('pages')], DefaultCacheBehavior: BEHAVIOR };

/** A client of an edge whose origin is at a URL. */
async function clientOf(url: string, config: object = {}, origins: LocalEdgeOptions['origins'] = {}) {
  const edge = await running({ ...CONFIG, ...config }, { api: url, ...origins });
  const client = new GreeterClient(edge.httpsPort);
  closing.push(() => client.close());
  return { client, ...edge };
}

/** A client of an edge in front of a gRPC server, reached over TLS. */
async function greet(greeter: Greeter, secure: CertificateAndKey | undefined = certificate) {
  const { url, close } = await greeterServer(greeter, secure);
  closing.push(close);
  return (await clientOf(url)).client;
}

async function listening(origin: Http2Server | Http2SecureServer): Promise<number> {
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  closing.push(() => origin.close());
  return (origin.address() as AddressInfo).port;
}

test.each([['TLS', true], ['plain HTTP/2', false]])('a unary call to an origin over %s: metadata, answer, trailers and status pass [DTD-038]', async (_title, secure) => {
  const client = await greet({
    unary(call, answer) {
      const trailer = new Metadata();
      trailer.set('x-last', 'bye');
      call.sendMetadata(new Metadata());
      answer(null, `${call.request}, ${call.metadata.get('x-name')[0]} at ${call.getPath()}`, trailer);
    },
  }, secure ? certificate : undefined);
  const metadata = new Metadata();
  metadata.set('x-name', 'Ann');
  const { answer, head, status: last } = await client.unary('hello', metadata);
  expect(answer).toBe('hello, Ann at /test.Greeter/unary');
  expect(head.get('x-cache')).toEqual(['Miss from cloudfront']);
  expect([last.code, last.metadata.get('x-last')]).toEqual([status.OK, ['bye']]);
});

test('messages of the server arrive one by one, each before the next exists', async () => {
  let more = () => {};
  const client = await greet({
    download(call) {
      let count = 0;
      more = () => (count < 3 ? void call.write(`${call.request} ${++count}`) : call.end());
      more();
    },
  });
  const received: string[] = [];
  const call = client.download('number').on('data', (text) => {
    received.push(text);
    more();
  });
  const [last] = await once(call, 'status');
  expect([received, last.code]).toEqual([['number 1', 'number 2', 'number 3'], status.OK]);
});

test('messages of the client arrive one by one, and the answer to all of them at the end', async () => {
  const arrived: string[] = [];
  let next = () => {};
  const client = await greet({
    upload: (call, answer) => void call.on('data', (text) => {
      arrived.push(text);
      next();
    }).on('end', () => answer(null, arrived.join('+'))),
  });
  const sum = await new Promise((resolve, reject) => {
    const call = client.upload((error, text) => (error === null ? resolve(text) : reject(error)));
    next = () => (arrived.length < 3 ? void call.write(String(arrived.length)) : call.end());
    next();
  });
  expect(sum).toBe('0+1+2');
});

test('both sides talk at once: each message waits for the other side\'s', async () => {
  const client = await greet({ talk: (call) => void call.on('data', (text) => call.write(text.toUpperCase())).on('end', () => call.end()) });
  const call = client.talk();
  const said: string[] = [];
  const words = ['ping', 'pong', 'over'];
  call.on('data', (text) => {
    said.push(text);
    if (words.length > 0) call.write(words.shift()!);
    else call.end();
  });
  call.write(words.shift()!);
  const [last] = await once(call, 'status');
  expect([said, last.code]).toEqual([['PING', 'PONG', 'OVER'], status.OK]);
});

test('a large message passes in both directions', async () => {
  const client = await greet({ unary: (call, answer) => answer(null, call.request.toUpperCase()) });
  const { answer } = await client.unary('a'.repeat(3_000_000));
  expect(answer!.length).toBe(3_000_000);
  expect(/^A+$/.test(answer!)).toBe(true);
});

test('an error reaches the client with its code, its details and its metadata', async () => {
  const client = await greet({
    unary(_call, answer) {
      const metadata = new Metadata();
      metadata.set('x-why', 'nobody of that name');
      answer({ code: status.NOT_FOUND, details: 'no such person', metadata });
    },
  });
  const { error } = await client.unary('hello');
  expect([error!.code, error!.details, error!.metadata.get('x-why')]).toEqual([status.NOT_FOUND, 'no such person', ['nobody of that name']]);
});

test('a call that the client cancels is cancelled at the origin', async () => {
  let [begun, cancelled] = [() => {}, () => {}];
  const [beginning, cancellation] = [new Promise<void>((resolve) => { begun = resolve; }), new Promise<void>((resolve) => { cancelled = resolve; })];
  const client = await greet({
    talk(call) {
      call.on('cancelled', cancelled);
      begun();
    },
  });
  const call = client.talk();
  call.on('error', () => {});
  call.write('hello');
  await beginning;
  call.cancel();
  await cancellation;
});

test('the client\'s deadline reaches the origin, and ends the call there', async () => {
  let left = 0;
  let cancelled = () => {};
  const cancellation = new Promise<void>((resolve) => { cancelled = resolve; });
  const client = await greet({
    unary(call) {
      left = Number(call.getDeadline()) - Date.now();
      call.on('cancelled', cancelled);
    },
  });
  const { error } = await client.unary('hello', undefined, { deadline: Date.now() + 300 });
  expect(error!.code).toBe(status.DEADLINE_EXCEEDED);
  await cancellation;
  expect(left).toBeLessThanOrEqual(300);
});

test('an origin that is down is an error that the client understands, and one that comes back answers', async () => {
  const first = await greeterServer({ unary: (_call, answer) => answer(null, 'first') }, certificate);
  const { client } = await clientOf(first.url);
  expect(await client.unary('hello')).toMatchObject({ answer: 'first' });
  first.close();
  const { error } = await client.unary('hello');
  expect([error!.code, error!.details]).toEqual([status.UNAVAILABLE, expect.stringMatching(/502|RST_STREAM/)]);
  expect((await client.unary('hello')).error!.details).toMatch(/502/);
});

test('an origin\'s 503 reaches the client as it is, without the page that the distribution has for it [DTD-040]', async () => {
  const origin = createServer((_request, response) => response.writeHead(503).end('down'));
  const port = await listening(origin);
  const { client, httpsPort } = await clientOf(`http://127.0.0.1:${port}`, {
    CacheBehaviors: [{ ...BEHAVIOR, PathPattern: '/page', TargetOriginId: 'pages', GrpcConfig: undefined }],
    CustomErrorResponses: [{ ErrorCode: 503, ResponseCode: 200, ResponsePagePath: '/page' }, { ErrorCode: 502, ResponseCode: 200, ResponsePagePath: '/page' }],
  }, { pages: () => 'the page' });
  const { error } = await client.unary('hello');
  expect([error!.code, error!.details]).toEqual([status.UNAVAILABLE, 'Received HTTP status code 503']);
  expect(String(await run('curl', '--insecure', '--silent', `https://127.0.0.1:${httpsPort}/other`))).toBe('the page');
});

test('on the same behavior other requests are cached as usual, and reach the origin by HTTP/1.1 [DTD-039] [OTD-036]', async () => {
  const versions: string[] = [];
  const origin = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
    versions.push(`${request.headers['content-type']} ${request.httpVersion}`);
    response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end('page');
  });
  const { client, httpsPort } = await clientOf(`https://127.0.0.1:${await listening(origin)}`);
  const get = async () => String(await run('curl', '--insecure', '--silent', '--http2', '--dump-header', '-', `https://127.0.0.1:${httpsPort}/index.html`));
  expect(await get()).toMatch(/^HTTP\/2 200 [^]*x-cache: Miss[^]*page$/);
  expect(await get()).toMatch(/^HTTP\/2 200 [^]*x-cache: Hit[^]*page$/);
  await client.unary('hello');
  expect(versions).toEqual(['undefined 1.1', 'application/grpc 2.0']);
});
