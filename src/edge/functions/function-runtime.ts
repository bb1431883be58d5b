import { compileFunction, FunctionError, isProgram, lineIn } from './compile-function';
import { FUNCTION_LIMITS } from '../../config';
import { OriginCall, Outcome, Surroundings } from './realm/runner';
import { runInWorker, TIME_LIMIT } from './worker/function-worker';
import { Program, RunReport, StoreData } from './worker/worker-main';

/** What became of a run. */
export interface FunctionRun {
  /** `uncompiled` for code that cannot run at all, `throttled` where it was not let run. */
  readonly outcome: 'returned' | 'failed' | 'uncompiled' | 'throttled';
  /** What the handler returned. */
  readonly value?: unknown;
  /** Why there is nothing that it returned. */
  readonly error?: FunctionError;
  /** What was written by console.log. */
  readonly logs: readonly string[];
  /** The time that the run took, in percent of the time that it has, from 0 to 100. */
  readonly computeUtilization: number;
  /** What it said of the origin to be asked. */
  readonly originCall?: OriginCall;
  /** What a connection function said of the connection. */
  readonly verdict?: Outcome['verdict'];
  /** What it had put in the record of the connection. */
  readonly customData?: string;
}

/** The data of a key value store that may change. */
export interface Store {
  /** Another number after each change. */
  readonly version: number;
  readonly data: StoreData;
}

/** The code of a function, and what it has. */
export interface FunctionSource {
  readonly name: string;
  readonly code: string;
  /** `cloudfront-js-1.0` or `cloudfront-js-2.0`. */
  readonly runtime: string;
  readonly store: Store | undefined;
  /** The name of what the code defines. @default 'handler' */
  readonly handler?: string;
}

/** Milliseconds that are 100 % of the compute time of a run; CloudFront does not say how many it allows [FUN-087]. */
const BUDGET = 2;

/** Counts the programs of this process. */
let programs = 0;

/** A CloudFront Function, ready to run. */
export class FunctionRuntime {
  private readonly program: Program | FunctionError;
  private readonly id: string;

  public constructor(private readonly source: FunctionSource) {
    this.program = compileFunction(source.name, source.code, source.runtime, source.handler ?? 'handler');
    this.id = String(++programs);
  }

  /** Runs the handler on an event; never throws. */
  public run(event: object, surroundings: Surroundings): FunctionRun {
    const { program, source: { name, store } } = this;
    if (!isProgram(program)) return { outcome: 'uncompiled', error: program, logs: [], computeUtilization: 0 };
    const request = { id: `${this.id} ${store?.version ?? ''}`, event: JSON.stringify(event), surroundings: JSON.stringify(surroundings) };
    const report = runInWorker(request, { program, store: store?.data });
    if (report === undefined) return { outcome: 'failed', error: { message: `the function did not end within ${TIME_LIMIT} ms` }, logs: [], computeUtilization: 100 };
    const outcome: Outcome = JSON.parse(report.outcome);
    const { logs, value, originCall, verdict, customData } = outcome;
    const ran = { logs: withinLimit(logs), verdict, customData, computeUtilization: Math.min(100, Math.round((report.took / BUDGET) * 100)) };
    const error = errorOf(report, outcome, name);
    return error === undefined ? { outcome: 'returned', value, originCall, ...ran } : { outcome: 'failed', error, ...ran };
  }
}

function errorOf({ failure, memory }: RunReport, { state, error }: Outcome, name: string): FunctionError | undefined {
  if (memory > FUNCTION_LIMITS.memory) {
    return { message: `the function took about ${Math.ceil(memory / 1024)} KB of memory; CloudFront allows ${FUNCTION_LIMITS.memory / 1024}` };
  }
  if (error !== undefined) return { message: error.text, line: lineIn(error.stack, name) };
  if (failure !== undefined) return { message: failure };
  return state === 'returned' ? undefined : { message: 'the promise that the handler returned is never settled' };
}

/** What is kept of the log of one run [FUN-086]. */
function withinLimit(logs: readonly string[]): string[] {
  const kept: string[] = [];
  let left: number = FUNCTION_LIMITS.log;
  for (const line of logs) {
    if (left <= 0) break;
    const bytes = Buffer.from(line);
    kept.push(bytes.length <= left ? line : bytes.subarray(0, left).toString());
    left -= bytes.length;
  }
  return kept;
}
