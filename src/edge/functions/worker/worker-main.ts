import type { Host, TextEncoding } from '../realm/host';
import type { MakeRealm } from '../realm/realm';
import type { Runner } from '../realm/runner';

/** What a worker is begun with. */
export interface WorkerBeginning {
  /** A number that becomes 1 when the worker is ready, and when it has answered. */
  readonly flag: Int32Array;
  readonly port: unknown;
  readonly realmScript: string;
  /** What each runtime has of the language, as JSON. */
  readonly languages: { readonly [runtime: string]: string };
}

/** The code of a function, as an expression: a function of `require` that returns one which evaluates the code and returns the handler, or the name of a missing one. */
export interface Program {
  readonly source: string;
  readonly filename: string;
  readonly columnOffset: number;
  readonly runtime: string;
}

/** What a key value store has. */
export interface StoreData {
  readonly pairs: { readonly [key: string]: string };
  /** What `meta()` tells, as JSON. */
  readonly meta: string;
}

/** Asks a worker to run a program. */
export interface RunRequest {
  readonly id: string;
  /** What belongs to the id; only given to a worker that has said that it does not know it. */
  readonly given?: { readonly program: Program; readonly store: StoreData | undefined };
  /** JSON, as are the surroundings. */
  readonly event: string;
  readonly surroundings: string;
}

/** What a worker answers. */
export type RunAnswer = 'unknown' | RunReport;

export interface RunReport {
  /** JSON of an `Outcome`. */
  readonly outcome: string;
  /** What went wrong outside of what the realm could catch. */
  readonly failure: string | undefined;
  /** Milliseconds. */
  readonly took: number;
  /** Bytes that the run has allocated. */
  readonly memory: number;
}

/**
 * What a worker does: it runs programs in realms of their own, one after the other.
 * Runs in the worker, and so refers to nothing outside of itself.
 */
export function workerMain(load: (module: string) => any): void {
  const { createHash, createHmac } = load('crypto');
  const { performance } = load('perf_hooks');
  const { getHeapStatistics } = load('v8');
  const { createContext, Script } = load('vm');
  const { flag, port, realmScript, languages } = load('worker_threads').workerData;

  /** How many realms are kept for later runs. */
  const most = 100;
  const kept = new Map<string, { readonly runner: Runner; readonly context: object }>();
  const makeRealm = new Script(realmScript, { filename: 'realm' });
  const start = new Script('{ const run = globalThis.run, event = globalThis.event, surroundings = globalThis.surroundings;'
    + ' delete globalThis.run; delete globalThis.event; delete globalThis.surroundings; run(event, surroundings); }', { filename: 'start' });

  const hostOf = (store: StoreData | undefined): Host => ({
    recode: (text: string, from: TextEncoding, to: TextEncoding) => Buffer.from(text, from).toString(to),
    digest(algorithm: string, data: string, key: string | undefined) {
      if (!['md5', 'sha1', 'sha256'].includes(algorithm)) return undefined;
      const hash = key === undefined ? createHash(algorithm) : createHmac(algorithm, Buffer.from(key, 'latin1'));
      return hash.update(data, 'latin1').digest('latin1');
    },
    lookUp: (key: string) => (store !== undefined && Object.hasOwn(store.pairs, key) ? store.pairs[key] : undefined),
    store: () => store?.meta,
  });

  const keep = (id: string, { program, store }: NonNullable<RunRequest['given']>) => {
    const { source, filename, columnOffset, runtime } = program;
    const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false }, microtaskMode: 'afterEvaluate' });
    const make: MakeRealm = makeRealm.runInContext(context);
    const makeProgram = new Script(source, { filename, columnOffset }).runInContext(context);
    kept.set(id, { context, runner: make(hostOf(store), runtime === 'cloudfront-js-1.0', languages[runtime], makeProgram) });
    if (kept.size > most) kept.delete(kept.keys().next().value!);
  };

  const heap = () => {
    const { used_heap_size: used, external_memory: external } = getHeapStatistics();
    return used + external;
  };

  const runOnce = ({ id, event, surroundings }: RunRequest): RunReport => {
    const { runner, context } = kept.get(id)!;
    Object.assign(context, { run: runner.run, event, surroundings });
    const [before, begun] = [heap(), performance.now()];
    let failure: string | undefined;
    try {
      start.runInContext(context);
    } catch (error) {
      failure = String((error as Error).message);
    }
    const took = performance.now() - begun;
    return { outcome: runner.outcome(), failure, took, memory: heap() - before };
  };

  const answer = (request: RunRequest): RunAnswer => {
    if (request.given !== undefined) keep(request.id, request.given);
    if (!kept.has(request.id)) return 'unknown';
    // What was freed meanwhile hides what a run has taken: such a run is measured again.
    for (let left = 3; ; left--) {
      const report = runOnce(request);
      if (report.memory >= 0 || left <= 1) return report;
    }
  };

  const raiseFlag = () => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  // A promise that nobody waits for is the function's own affair.
  process.on('unhandledRejection', () => {});
  port.on('message', (request: RunRequest) => {
    port.postMessage(answer(request));
    raiseFlag();
  });
  raiseFlag();
}
