import { ServerProcess } from './server-process';

/** What a server holds on to while it does nothing. */
export interface VitalSigns {
  /** MiB on the heap after a garbage collection, and beside it. */
  readonly heap: number;
  readonly external: number;
  /** Open files and sockets of the process. */
  readonly files: number;
  /** Lines that it has written for the person who runs it. */
  readonly notices: number;
}

const REPORTER = `
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
let notices = 0;
const write = process.stderr.write.bind(process.stderr);
process.stderr.write = (...written) => { notices++; return write(...written); };
process.on('SIGUSR2', async () => {
  for (let i = 0; i < 3; i++) { gc(); await setTimeout(50); }
  const { heapUsed, external } = process.memoryUsage();
  console.log(JSON.stringify({ heap: heapUsed / 2 ** 20, external: external / 2 ** 20, files: readdirSync('/proc/self/fd').length, notices }));
});`;

/** Arguments of node with which a server tells its vital signs. */
export const VITAL_SIGNS: readonly string[] = ['--expose-gc', `--import=data:text/javascript,${encodeURIComponent(REPORTER)}`];

/** Asks a server that was started with `VITAL_SIGNS`. */
export async function vitalSigns(server: ServerProcess): Promise<VitalSigns> {
  return JSON.parse(await server.ask('SIGUSR2')) as VitalSigns;
}
