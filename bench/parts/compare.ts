import { load } from './load';
import { ServerProcess } from './server-process';

/** What a server did with a load. */
export interface Figures {
  readonly perSecond: number;
  /** Processor time of a request, in microseconds. */
  readonly cpu: number;
  /** Milliseconds within which 99 of 100 answers were there. */
  readonly p99: number;
}

const SECONDS = 3;
const ROUNDS = 3;

/** The best round of each server under the same load, in turns, so that what else the machine does hits both. */
export async function compare(servers: { readonly [name: string]: ServerProcess }, path: string, connections?: number): Promise<{ [name: string]: Figures }> {
  const best: { [name: string]: Figures } = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, server] of Object.entries(servers)) {
      const figures = await measure(server, path, connections);
      // The first round warms up.
      if (round > 0 && figures.perSecond > (best[name]?.perSecond ?? 0)) best[name] = figures;
    }
  }
  return best;
}

/** Prints figures as a table. */
export function print(title: string, figures: { readonly [name: string]: Figures }): void {
  console.log(`\n${title}`);
  console.table(Object.fromEntries(Object.entries(figures).map(([name, { perSecond, cpu, p99 }]) => [
    name, { 'requests/s': Math.round(perSecond), 'CPU µs/request': Number(cpu.toFixed(1)), 'p99 ms': Number(p99.toFixed(2)) },
  ])));
}

async function measure(server: ServerProcess, path: string, connections?: number): Promise<Figures> {
  const url = new URL(path, JSON.parse(server.ready).distributions[0].http);
  const before = server.cpuTime();
  const { requests, perSecond, p99 } = await load(url, [], SECONDS, connections);
  return { perSecond, cpu: (server.cpuTime() - before) / requests, p99 };
}
