/* An object of 1 GiB through `serve`: from the origin, then from the cache. How fast, and with how much memory. */
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { ServerProcess } from './parts/server-process';
import { serveArguments, writeWebsite } from './parts/website';

const SIZE = 1024 ** 3;

async function main(): Promise<void> {
  const website = writeWebsite();
  const file = openSync(join(website.objects, 'large.bin'), 'w');
  ftruncateSync(file, SIZE);
  closeSync(file);
  const server = await ServerProcess.start(serveArguments(website));
  const url = `${JSON.parse(server.ready).distributions[0].http}/large.bin`;
  const table: Record<string, object> = {};
  for (const round of ['first request', 'second request']) {
    const start = Date.now();
    const { received, xCache } = await fetchWhole(url);
    if (received !== SIZE) throw new Error(`received ${received} of ${SIZE} bytes`);
    table[round] = { 'X-Cache': xCache, 'MiB/s': Math.round(1024 / ((Date.now() - start) / 1000)), 'most memory MiB': Math.round(server.maxMemory()) };
  }
  console.table(table);
  console.log('goal: less than 200 MiB of memory');
  await server.stop();
}

function fetchWhole(url: string): Promise<{ received: number; xCache: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let received = 0;
      response.on('data', (bytes: Buffer) => { received += bytes.length; });
      response.on('end', () => resolve({ received, xCache: String(response.headers['x-cache']) }));
      response.on('error', reject);
    }).on('error', reject);
  });
}

void main();
