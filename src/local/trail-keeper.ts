import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Clock } from '../edge';
import { ApiCall, Identities, Trail, TrailRecord } from '../records';

/** How calls of CloudFront's API are recorded. */
export interface TrailSettings {
  /** The directory that stands for the bucket of log files. @default - there are no log files */
  readonly directory?: string;
  /** Whose access keys are which. @default - every one is that of the account's root */
  readonly identities?: Identities;
}

/** Milliseconds between log files, about as CloudTrail has it. */
const INTERVAL = 5 * 60_000;

/** Keeps what is recorded of calls of the API: in memory, and in log files where there is a directory for them. No file is ever removed. */
export class TrailKeeper {
  private readonly trail: Trail;
  private callOff: (() => void) | undefined;

  /** @param tell told, in one line, of a file that cannot be written */
  public constructor(private readonly clock: Clock, account: string, { directory, identities }: TrailSettings, private readonly tell?: (line: string) => void) {
    const write = directory === undefined ? undefined : (name: string, content: string) => this.write(join(directory, name), content);
    this.trail = new Trail({ account, identities, write });
    if (write !== undefined) this.wait();
  }

  public get records(): readonly TrailRecord[] {
    return this.trail.records;
  }

  public record(call: Omit<ApiCall, 'time'>): void {
    this.trail.add({ ...call, time: this.clock.now() });
  }

  /** Ends the present log file. */
  public flush(): void {
    this.trail.flush(this.clock.now());
  }

  public close(): void {
    this.callOff?.();
    this.flush();
  }

  private wait(): void {
    this.callOff = this.clock.after(INTERVAL, () => {
      this.flush();
      this.wait();
    });
  }

  private write(file: string, content: string): void {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    } catch (error) {
      this.tell?.(`the trail ${file} cannot be written: ${(error as Error).message}`);
    }
  }
}
