import { Invocation, Outcome, SandboxMessage } from './sandbox';
import { isObject } from '../functions/fields';

/** Milliseconds in which the code of a function has to be loaded, as Lambda has it. */
export const LOAD_LIMIT = 10_000;

/** What an environment runs at the moment: one invocation, or none. It has some time to load the code, and its own from when the function begins. */
export class CurrentInvocation {
  private running: { readonly invocation: Invocation; readonly resolve: (outcome: Outcome) => void } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param loadLimit  milliseconds until the function begins
   * @param overdue    told when an invocation has ended with its time
   */
  public constructor(private readonly loadLimit: number, private readonly overdue: () => void) {}

  /** Starts an invocation; how it ends comes by `receive` or `settle`, or with its time. */
  public start(invocation: Invocation): Promise<Outcome> {
    return new Promise((resolve) => {
      this.running = { invocation, resolve };
      this.limit(this.loadLimit, { kind: 'not loaded' });
    });
  }

  /** Takes what the environment says. The code of a function may speak on its channel, too: what nobody here would say is left aside. */
  public receive(message: unknown): void {
    if (!isMessage(message)) return;
    if (message.kind === 'line') this.running?.invocation.log(message);
    else if (message.kind === 'begins') this.begin();
    else this.settle(message);
  }

  /** Ends the invocation, if there is one. */
  public settle(outcome: Outcome): void {
    clearTimeout(this.timer);
    this.running?.resolve(outcome);
    this.running = undefined;
  }

  private begin(): void {
    if (this.running !== undefined) this.limit(this.running.invocation.context.timeout, { kind: 'timed out' });
  }

  private limit(milliseconds: number, outcome: Outcome): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.settle(outcome);
      this.overdue();
    }, milliseconds);
  }
}

const KINDS: ReadonlySet<unknown> = new Set<SandboxMessage['kind']>(['line', 'begins', 'returned', 'failed']);

function isMessage(message: unknown): message is SandboxMessage {
  return isObject(message) && KINDS.has(message.kind);
}
