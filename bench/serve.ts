/* A cached object of 1 KiB, through `serve`, beside a bare node:http server that answers it from memory. Both on the same core, in turns. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './parts/load';
import { ServerProcess } from './parts/server-process';
import { serveArguments, writeWebsite } from './parts/website';

const BARE = `
const body = Buffer.alloc(1024, 'x');
const server = require('node:http').createServer((request, response) => {
  response.writeHead(200, ['Content-Type', 'text/plain', 'Content-Length', '1024']);
  response.end(body);
}).listen(0, '127.0.0.1', () => console.log(JSON.stringify({ distributions: [{ http: 'http://127.0.0.1:' + server.address().port }] })));
`;
const SECONDS = 3;
const ROUNDS = 3;
const SERVER_CORE = 0;

async function main(): Promise<void> {
  const website = writeWebsite();
  writeFileSync(join(website.objects, 'object.txt'), 'x'.repeat(1024));
  const servers = {
    'bare node:http': await ServerProcess.start(['-e', BARE], SERVER_CORE),
    'serve, cached hit': await ServerProcess.start(serveArguments(website), SERVER_CORE),
  };
  const best: Record<string, { perSecond: number; cpu: number }> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, server] of Object.entries(servers)) {
      const figures = await measure(server);
      // The first round warms up.
      if (round > 0 && figures.perSecond > (best[name]?.perSecond ?? 0)) best[name] = figures;
    }
  }
  const [bare, edge] = Object.values(best);
  console.table(Object.fromEntries(Object.entries(best).map(([name, { perSecond, cpu }]) => [name, { 'requests/s': Math.round(perSecond), 'CPU µs/request': Number(cpu.toFixed(1)) }])));
  console.log(`ratio of requests per second: ${(edge.perSecond / bare.perSecond).toFixed(2)} (goal 0.60 or more); CPU ${edge.cpu.toFixed(1)} µs (goal 35 or less)`);
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}

async function measure(server: ServerProcess): Promise<{ perSecond: number; cpu: number }> {
  const url = new URL('/object.txt', JSON.parse(server.ready).distributions[0].http);
  const before = server.cpuTime();
  const { requests, perSecond } = await load(url, [], SECONDS);
  return { perSecond, cpu: (server.cpuTime() - before) / requests };
}

void main();
