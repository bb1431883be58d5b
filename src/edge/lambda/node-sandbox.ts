import { Worker } from 'worker_threads';
import { CurrentInvocation } from './current-invocation';
import { nodeWorker, WorkerData, WorkerMessage } from './node-worker';
import { CLOSED, Invocation, MOST_CHARACTERS, MOST_LINES, MOST_RESULT_BYTES, Outcome, Sandbox, SandboxOptions } from './sandbox';

/** The text that a thread runs. The function takes `import` from outside, since compilers change what they see of it. */
const SOURCE = `(${nodeWorker.toString()})((url) => import(url));`;

/** An environment for Node.js: a thread, so that endless loops, ends of the process and exhausted memory end nothing but the invocation. */
export class NodeSandbox implements Sandbox {
  public isAlive = true;
  private readonly worker: Worker;
  private readonly current: CurrentInvocation;
  private exits: number | undefined;
  private readonly ended: Promise<void>;

  public constructor({ directory, handler, env, memory, loadLimit }: SandboxOptions) {
    this.current = new CurrentInvocation(loadLimit, () => void this.end());
    const workerData: WorkerData = { directory, handler, mostLines: MOST_LINES, mostCharacters: MOST_CHARACTERS, mostResultBytes: MOST_RESULT_BYTES };
    const resourceLimits = { maxOldGenerationSizeMb: memory };
    this.worker = new Worker(SOURCE, { eval: true, env, workerData, stdout: true, stderr: true, execArgv: [], resourceLimits });
    this.worker.on('message', (message: WorkerMessage | null) => this.receive(message));
    this.worker.on('error', (error: Error & { code?: string }) => this.fail(error));
    this.ended = new Promise((resolve) => this.worker.once('exit', () => {
      this.isAlive = false;
      this.current.settle(this.exits === undefined
        ? { kind: 'returned', json: undefined }
        : { kind: 'failed', error: 'Runtime.ExitError', message: `the function has ended its process with status ${this.exits}` });
      resolve();
    }));
    this.worker.unref();
  }

  public async invoke(invocation: Invocation): Promise<Outcome> {
    const { event, context } = invocation;
    this.worker.ref();
    const ending = this.current.start(invocation);
    this.worker.postMessage({ event, context });
    const outcome = await ending;
    this.worker.unref();
    return outcome;
  }

  public async end(): Promise<void> {
    this.isAlive = false;
    this.current.settle(CLOSED);
    await this.worker.terminate();
    await this.ended;
  }

  private receive(message: WorkerMessage | null): void {
    if (message?.kind === 'exits') this.exits = message.code;
    else this.current.receive(message);
  }

  /** The thread ends after an error that nobody caught. */
  private fail({ name, message, stack, code }: Error & { code?: string }): void {
    this.isAlive = false;
    const failure = code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? { error: 'Runtime.OutOfMemory', message: 'the function has used more memory than its MemorySize allows' }
      : { error: name, message, stack: stack?.split('\n').slice(1, 4).map((line) => line.trim()) };
    this.current.settle({ kind: 'failed', ...failure });
  }
}
