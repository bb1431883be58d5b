/*
 * Cached objects of 1 and 100 KiB, through `serve`, beside bare node:http servers that answer them from memory: one with two headers,
 * and one with as many as CloudFront sends. All on the same core, in turns.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, print } from './parts/compare';
import { nodeServer } from './parts/node-server';
import { ServerProcess } from './parts/server-process';
import { serveArguments, writeWebsite } from './parts/website';

const CLOUDFRONT_HEADERS = {
  'Server': 'AmazonS3',
  'Last-Modified': 'Wed, 01 Jan 2025 00:00:00 GMT',
  'ETag': '"60fc06976139b9b09ef6124e1b2d57a6"',
  'Accept-Ranges': 'bytes',
  'Date': 'Wed, 01 Jan 2025 00:00:00 GMT',
  'Age': '1',
  'X-Cache': 'Hit from cloudfront',
  'Via': '1.1 a162ab652c967841aa4bdbbf4c4e8bbd.cloudfront.net (CloudFront)',
  'X-Amz-Cf-Pop': 'IAD89-P1',
  'X-Amz-Cf-Id': 'AAAAAAAAAAA1bGs0ZmFjZWRnZWxvY2FsZWRnZWxvY2FsZWRnZWxvYw==',
};

const bare = (headers: object) => nodeServer(
  `const headers = ${JSON.stringify(Object.entries(headers).flat())}; const bodies = { "/1": Buffer.alloc(1024, "x"), "/100": Buffer.alloc(102400, "x") };`,
  'const body = bodies[request.url]; response.writeHead(200, ["Content-Type", "text/plain", "Content-Length", String(body.length), ...headers]); response.end(body);',
);
const SERVER_CORE = 0;

async function main(): Promise<void> {
  const website = writeWebsite();
  for (const kibibytes of [1, 100]) writeFileSync(join(website.objects, String(kibibytes)), 'x'.repeat(kibibytes * 1024));
  const servers = {
    'bare node:http': await ServerProcess.start(bare({}), SERVER_CORE),
    'the same with CloudFront\'s headers': await ServerProcess.start(bare(CLOUDFRONT_HEADERS), SERVER_CORE),
    'serve, cached hit': await ServerProcess.start(serveArguments(website), SERVER_CORE),
  };
  for (const [title, path, connections] of [['1 KiB', '/1', 16], ['100 KiB', '/100', 16], ['1 KiB, 64 connections', '/1', 64]] as const) {
    const figures = await compare(servers, path, connections);
    const [plain, alike, edge] = Object.values(figures);
    print(title, figures);
    console.log(`requests/s ${(edge.perSecond / plain.perSecond).toFixed(2)} of bare (goal 0.70), ${(edge.perSecond / alike.perSecond).toFixed(2)} of that with the same headers;`
      + ` CPU ${edge.cpu.toFixed(1)} µs (goal for 1 KiB: 30); p99 ${(edge.p99 / plain.p99).toFixed(2)} times (goal 2)`);
  }
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}

void main();
