/* Cached objects of 1 and 100 KiB, through `serve`, beside a bare node:http server that answers them from memory. Both on the same core, in turns. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, print } from './parts/compare';
import { nodeServer } from './parts/node-server';
import { ServerProcess } from './parts/server-process';
import { serveArguments, writeWebsite } from './parts/website';

const BARE = nodeServer(
  'const bodies = { "/1": Buffer.alloc(1024, "x"), "/100": Buffer.alloc(102400, "x") };',
  'const body = bodies[request.url]; response.writeHead(200, ["Content-Type", "text/plain", "Content-Length", String(body.length)]); response.end(body);',
);
const SERVER_CORE = 0;

async function main(): Promise<void> {
  const website = writeWebsite();
  for (const kibibytes of [1, 100]) writeFileSync(join(website.objects, String(kibibytes)), 'x'.repeat(kibibytes * 1024));
  const servers = {
    'bare node:http': await ServerProcess.start(BARE, SERVER_CORE),
    'serve, cached hit': await ServerProcess.start(serveArguments(website), SERVER_CORE),
  };
  for (const [title, path, connections] of [['1 KiB', '/1', 16], ['100 KiB', '/100', 16], ['1 KiB, 64 connections', '/1', 64]] as const) {
    const figures = await compare(servers, path, connections);
    const [bare, edge] = Object.values(figures);
    print(title, figures);
    console.log(`requests/s ${(edge.perSecond / bare.perSecond).toFixed(2)} of bare (goal 0.70); CPU ${edge.cpu.toFixed(1)} µs (goal for 1 KiB: 30); p99 ${(edge.p99 / bare.p99).toFixed(2)} times (goal 2)`);
  }
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}

void main();
