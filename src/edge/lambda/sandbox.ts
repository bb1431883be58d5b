/** A line that a function has written. */
export interface FunctionLine {
  /** `INFO`, `WARN`, `ERROR`, `DEBUG`, `TRACE`; undefined for what it wrote without any. */
  readonly level?: string;
  readonly text: string;
}

/** What a function is told of an invocation beside the event, serialisable. */
export interface InvocationContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** Milliseconds that the invocation may take, once the code is loaded. */
  readonly timeout: number;
}

export interface Invocation {
  readonly event: unknown;
  readonly context: InvocationContext;
  /** Gets what the function writes, line by line. */
  readonly log: (line: FunctionLine) => void;
}

/** How an invocation ended. */
export type Outcome =
  /** `json` is undefined where the function has ended without result. */
  | { readonly kind: 'returned'; readonly json: string | undefined }
  | { readonly kind: 'failed'; readonly error: string; readonly message: string; readonly stack?: readonly string[] }
  | { readonly kind: 'timed out' }
  | { readonly kind: 'not loaded' };

/** The end of an invocation with that of the edge. */
export const CLOSED: Outcome = { kind: 'failed', error: 'Runtime.ExitError', message: 'the edge has been closed' };

/** What an environment says to the edge: a line, that the function begins, or how it has ended. */
export type SandboxMessage = { readonly kind: 'line' } & FunctionLine | { readonly kind: 'begins' } | Extract<Outcome, { readonly kind: 'returned' | 'failed' }>;

/** Lines that are kept of an invocation, and characters of a line, as many as CloudWatch takes bytes; what goes beyond is left out. */
export const MOST_LINES = 1_000;
export const MOST_CHARACTERS = 262_144;

/** Bytes of a result that Lambda takes. */
export const MOST_RESULT_BYTES = 6_291_556;

/** How an environment is made. */
export interface SandboxOptions {
  /** The directory with the code. */
  readonly directory: string;
  /** Module and function, such as `index.handler`. */
  readonly handler: string;
  readonly env: { readonly [name: string]: string };
  /** MB. */
  readonly memory: number;
  /** Milliseconds in which the code has to be loaded. */
  readonly loadLimit: number;
}

/** An execution environment of a function: it runs one invocation after the other, and keeps what the module keeps. */
export interface Sandbox {
  /** Whether it can take another invocation. */
  readonly isAlive: boolean;
  /** Runs the function; only one invocation at a time. Never rejects. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Ends it, with what runs in it. */
  end(): Promise<void>;
}
