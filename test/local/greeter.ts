import { Client, credentials, Metadata, Server, ServerCredentials, ServerDuplexStream, ServerReadableStream, ServerUnaryCall, ServerWritableStream, sendUnaryData, ServiceError, StatusObject } from '@grpc/grpc-js';
import { CertificateAndKey } from '../../src/local/tls/certificate';

/** What a test makes of each kind of call; messages are texts. */
export interface Greeter {
  unary?(call: ServerUnaryCall<string, string>, answer: sendUnaryData<string>): void;
  upload?(call: ServerReadableStream<string, string>, answer: sendUnaryData<string>): void;
  download?(call: ServerWritableStream<string, string>): void;
  talk?(call: ServerDuplexStream<string, string>): void;
}

const toBytes = (text: string) => Buffer.from(text);
const toText = (bytes: Buffer) => bytes.toString();

const method = (name: string, requestStream: boolean, responseStream: boolean) => ({
  path: `/test.Greeter/${name}`, requestStream, responseStream, requestSerialize: toBytes, requestDeserialize: toText, responseSerialize: toBytes, responseDeserialize: toText,
});

const SERVICE = {
  unary: method('unary', false, false),
  upload: method('upload', true, false),
  download: method('download', false, true),
  talk: method('talk', true, true),
};

/** A gRPC server on loopback: over TLS with a certificate, without it over plain HTTP/2. */
export async function greeterServer(greeter: Greeter, certificate?: CertificateAndKey): Promise<{ readonly url: string; close(): void }> {
  const server = new Server();
  server.addService(SERVICE, { ...greeter });
  const pair = certificate && [{ private_key: Buffer.from(certificate.key), cert_chain: Buffer.from(certificate.cert) }];
  const port = await new Promise<number>((resolve, reject) => server.bindAsync(
    '127.0.0.1:0', pair === undefined ? ServerCredentials.createInsecure() : ServerCredentials.createSsl(null, pair), (error, bound) => (error === null ? resolve(bound) : reject(error)),
  ));
  return { url: `${pair === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

/** A gRPC client of the local edge, whose certificate it takes. */
export class GreeterClient extends Client {
  public constructor(port: number) {
    super(`localhost:${port}`, credentials.createSsl(null, null, null, { rejectUnauthorized: false }));
  }

  /** What comes of a unary call: its answer or its error, and the metadata before and after it. */
  public unary(message: string, metadata = new Metadata(), options: { readonly deadline?: number } = {}) {
    return new Promise<{ answer?: string; error?: ServiceError; head: Metadata; status: StatusObject }>((resolve) => {
      let [answer, error, head] = [undefined as string | undefined, undefined as ServiceError | undefined, new Metadata()];
      this.makeUnaryRequest(SERVICE.unary.path, toBytes, toText, message, metadata, options, (failure, text) => {
        answer = text;
        error = failure ?? undefined;
      }).on('metadata', (first) => { head = first; }).on('status', (last) => setImmediate(() => resolve({ answer, error, head, status: last })));
    });
  }

  public upload(answered: (error: ServiceError | null, text?: string) => void) {
    return this.makeClientStreamRequest(SERVICE.upload.path, toBytes, toText, answered);
  }

  public download(message: string) {
    return this.makeServerStreamRequest(SERVICE.download.path, toBytes, toText, message);
  }

  public talk() {
    return this.makeBidiStreamRequest(SERVICE.talk.path, toBytes, toText);
  }
}

