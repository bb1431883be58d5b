import { FunctionRun } from './function-runtime';
import { Clock } from '../clock';

/** Which functions are throttled: those that fail some times in a row, and for how long. */
export interface ThrottlingFault {
  /** Failed runs in a row, from 1 on. */
  readonly failures: number;
  /** Milliseconds, which pass also for a function that is repaired. */
  readonly duration: number;
}

interface State {
  failures: number;
  /** Milliseconds since the epoch. */
  throttledUntil: number;
}

/** A fault that can be injected: functions that fail again and again are throttled, as CloudFront has been seen to do for about ten minutes [FUN-183]. */
export class FunctionThrottling {
  private readonly byName = new Map<string, State>();
  private injected: ThrottlingFault | undefined;

  public constructor(private readonly clock: Clock) {}

  /** Undefined while nothing is throttled, which is how an edge begins. */
  public get fault(): ThrottlingFault | undefined {
    return this.injected;
  }

  /** Counts anew from now on. */
  public set fault(fault: ThrottlingFault | undefined) {
    this.injected = fault;
    this.byName.clear();
  }

  /** Runs a function, unless it is throttled. */
  public run(name: string, run: () => FunctionRun): FunctionRun {
    const { injected } = this;
    if (injected === undefined) return run();
    const state = this.byName.get(name) ?? { failures: 0, throttledUntil: 0 };
    this.byName.set(name, state);
    if (this.clock.now() < state.throttledUntil) return { outcome: 'throttled', error: { message: 'it is throttled after it failed again and again' }, logs: [], computeUtilization: 0 };
    const done = run();
    state.failures = done.outcome === 'failed' ? state.failures + 1 : 0;
    if (state.failures >= injected.failures) Object.assign(state, { failures: 0, throttledUntil: this.clock.now() + injected.duration });
    return done;
  }
}
