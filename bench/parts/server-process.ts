import { ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface, Interface } from 'node:readline';

/** A server in a process of its own, which is measured from outside. */
export class ServerProcess {
  /** Starts `node ARGS`, on one core where the system can do that, and waits for the line that says that it is ready. */
  public static async start(args: readonly string[], core?: number): Promise<ServerProcess> {
    const pinned = core !== undefined && process.platform === 'linux';
    const [command, ...rest] = [...pinned ? ['taskset', '--cpu-list', String(core)] : [], process.execPath, ...args];
    const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface(child.stdout!);
    const ready = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
    });
    return new ServerProcess(child, lines, ready);
  }

  private constructor(private readonly child: ChildProcess, private readonly lines: Interface, /** The line. */ public readonly ready: string) {}

  /** Sends a signal, and waits for the line with which the server answers it; fails when the server has ended. */
  public ask(signal: NodeJS.Signals): Promise<string> {
    return new Promise((resolve, reject) => {
      this.lines.once('line', resolve);
      if (!this.child.kill(signal)) reject(new Error(`the server has ended with ${this.child.exitCode ?? this.child.signalCode}`));
    });
  }

  /** Processor time so far, user and system, in microseconds. */
  public cpuTime(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
  }

  /** The most memory that it had at once, in MiB. */
  public maxMemory(): number {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))![1]) / 1024;
  }

  public stop(): Promise<void> {
    return new Promise((resolve) => {
      this.child.removeAllListeners('exit');
      this.child.once('exit', () => resolve());
      this.child.kill();
    });
  }
}

/** Linux counts processor time in hundredths of a second. */
const MICROSECONDS_PER_TICK = 10_000;
