/* How long `serve` takes from its start until it is ready. */
import { ServerProcess } from './parts/server-process';
import { serveArguments, writeWebsite } from './parts/website';

const ROUNDS = 5;

async function main(): Promise<void> {
  const website = writeWebsite();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = Date.now();
    const server = await ServerProcess.start(serveArguments(website));
    times.push(Date.now() - start);
    await server.stop();
  }
  times.sort((one, other) => one - other);
  console.table({ 'ready after': { 'median ms': times[Math.floor(ROUNDS / 2)], 'slowest ms': times[ROUNDS - 1] } });
  console.log('goal: 1500 ms or less');
}

void main();
