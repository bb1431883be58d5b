import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorities, read } from './authorities';
import { certificateFor } from '../../edge/origin/certificates';

/** A certificate for www.example.com, and what its authority answers about it: OpenSSL's own answers, made by its responder. */
export async function certificateWithResponder(status: 'V' | 'R' = 'V') {
  const [, authority] = await authorities(2);
  const { cert, key } = await certificateFor(['www.example.com'], { by: authority });
  const directory = mkdtempSync(join(tmpdir(), 'ocsp-'));
  const path = (name: string) => join(directory, name);
  const serial = read({ cert, key }).serialNumber;
  writeFileSync(path('index.txt'), `${status}\t991231235959Z\t${status === 'R' ? '240101000000Z' : ''}\t${serial}\tunknown\t/CN=www.example.com\n`);
  writeFileSync(path('ca.pem'), authority.cert);
  writeFileSync(path('ca.key'), authority.key);
  const answer = (request: Buffer): Buffer => {
    writeFileSync(path('request.der'), request);
    const files = ['-index', path('index.txt'), '-CA', path('ca.pem'), '-rsigner', path('ca.pem'), '-rkey', path('ca.key'), '-reqin', path('request.der'), '-respout', path('response.der')];
    execFileSync('openssl', ['ocsp', ...files, '-ndays', '1'], { stdio: 'pipe' });
    return readFileSync(path('response.der'));
  };
  return { cert, key, authority, answer, remove: () => rmSync(directory, { recursive: true }) };
}

/** A server of OCSP, and how many it was asked. */
export async function responder(answer: (request: Buffer) => Buffer) {
  let asked = 0;
  const answered: (() => void)[] = [];
  const server = createServer((request, response) => void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked++;
    response.on('close', () => answered.splice(0).forEach((tell) => tell())).end(answer(Buffer.concat(chunks)));
  })());
  await new Promise<void>((resolve) => server.unref().listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    /** Resolves when it has answered the next time. */
    nextAnswer: () => new Promise<void>((resolve) => answered.push(resolve)),
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
