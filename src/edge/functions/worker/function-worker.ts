import { MessageChannel, MessagePort, receiveMessageOnPort, Worker } from 'worker_threads';
import { RunAnswer, RunReport, RunRequest, WorkerBeginning, workerMain } from './worker-main';
import { FUNCTION_RUNTIME_FACTS } from '../../../config';
import { REALM_SCRIPT } from '../realm/realm';

/** Milliseconds in which a worker has to be ready. */
const READY_WITHIN = 30_000;

/** Milliseconds after which a run is cut off: long enough for a busy machine, short enough for an endless loop. */
export const TIME_LIMIT = 500;

/**
 * What bounds a worker, in megabytes: more than a run can take before it is cut off. V8 ends a worker that grows beyond its bounds bit by bit,
 * but the whole process for one piece of memory that is far beyond them.
 */
const RESOURCES = { maxOldGenerationSizeMb: 2_048, maxYoungGenerationSizeMb: 32 };

const LANGUAGES = Object.fromEntries(Object.entries(FUNCTION_RUNTIME_FACTS).map(([runtime, facts]) => [runtime, JSON.stringify(facts)]));

/** A thread that runs functions while this one waits: what a function does there can neither hold up nor end the edge. */
class FunctionWorker {
  private readonly flag = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;
  private readonly worker: Worker;

  public constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const workerData: WorkerBeginning = { flag: this.flag, port: port2, realmScript: REALM_SCRIPT, languages: LANGUAGES };
    this.worker = new Worker(`(${String(workerMain)})(require)`, { eval: true, workerData, transferList: [port2], resourceLimits: RESOURCES, env: {}, execArgv: [] });
    this.worker.on('error', () => {});
    this.worker.unref();
    this.port.unref();
    if (!this.waits(READY_WITHIN)) throw new Error(`the thread for functions did not start within ${READY_WITHIN} ms`);
  }

  /** The answer to a request; undefined when there is none in time. */
  public ask(request: RunRequest): RunAnswer | undefined {
    Atomics.store(this.flag, 0, 0);
    this.port.postMessage(request);
    return this.waits(TIME_LIMIT) ? receiveMessageOnPort(this.port)!.message : undefined;
  }

  public end(): void {
    this.port.close();
    void this.worker.terminate();
  }

  private waits(milliseconds: number): boolean {
    return Atomics.load(this.flag, 0) === 1 || Atomics.wait(this.flag, 0, 0, milliseconds) !== 'timed-out';
  }
}

/** The worker of this process, once a function has run, and until one does not end. */
let worker: FunctionWorker | undefined;

/** Runs a program in the worker; undefined when it was cut off. */
export function runInWorker(request: Omit<RunRequest, 'given'>, given: NonNullable<RunRequest['given']>): RunReport | undefined {
  worker ??= new FunctionWorker();
  let answer = worker.ask(request);
  if (answer === 'unknown') answer = worker.ask({ ...request, given });
  if (answer !== undefined) return answer as RunReport;
  worker.end();
  worker = undefined;
  return undefined;
}
