import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalEdge, LocalEdgeOptions } from '../../src/local';

const closing: (() => void | Promise<void>)[] = [];

/** Ends what the tests have started, the youngest first. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** A local edge with one distribution, on its own ports, and what it said to the person who runs it. */
export async function running(config: object, origins: LocalEdgeOptions['origins'], resources: object = {}, options: Partial<LocalEdgeOptions> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'local-edge-'));
  closing.push(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'template.json');
  const write = (properties: object) => writeFileSync(path, JSON.stringify({
    Resources: { ...resources, Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, ...properties } } } },
  }));
  write(config);
  const notices: string[] = [];
  const edge = await LocalEdge.start({ path, origins, onNotice: (line) => notices.push(line), ...options });
  closing.push(() => edge.close());
  const [{ http, https, domainName }] = edge.ready.distributions;
  /** Runs another configuration from now on. */
  const change = (changed: object) => {
    write(changed);
    return edge.reload();
  };
  return { port: Number(new URL(http!).port), httpsPort: Number(new URL(https!).port), domainName, notices, change, edge };
}

/** An origin that keeps every byte that reaches it, and answers each request on a connection of its own as it is told. */
export async function recordingOrigin(answer: (head: string, socket: Socket) => void) {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.setEncoding('latin1'));
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    const at = received.push('') - 1;
    let answered = false;
    socket.on('data', (text) => {
      received[at] += String(text);
      if (answered || !received[at].includes('\r\n\r\n')) return;
      answered = true;
      answer(received[at], socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
