import { CodeDirectory, UnusableCode } from './code-directory';
import { LOAD_LIMIT } from './current-invocation';
import { LambdaFailure } from './lambda-failure';
import { NodeSandbox } from './node-sandbox';
import { PythonSandbox } from './python-sandbox';
import { CLOSED, FunctionLine, InvocationContext, Outcome, Sandbox } from './sandbox';
import { EDGE_CODE_LIMITS, isKnown, knownOr, LambdaFunction } from '../../config';

/** What Lambda gives a function that does not say: seconds, and MB. */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

/** Environments of one function at a time; further invocations wait. Lambda's own limit is a quota of the account. */
const MOST_ENVIRONMENTS = 8;

/** An invocation of a function. */
export interface LambdaInvocation {
  readonly event: unknown;
  /** Where it runs, such as `eu-central-1`. */
  readonly region: string;
  readonly requestId: string;
  /** Gets what the function writes. */
  readonly log: (line: FunctionLine) => void;
}

/** A Lambda function of the application, which runs in environments of its own: one for each invocation at a time, as Lambda has it. */
export class LambdaRuntime {
  /** Such as `TestFunction`. */
  private readonly functionName: string;
  private code: Promise<CodeDirectory> | undefined;
  private readonly idle: { readonly region: string; readonly sandbox: Sandbox }[] = [];
  private readonly busy = new Set<Sandbox>();
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;
  private isClosed = false;
  private isDestroyed = false;

  public constructor(private readonly lambda: LambdaFunction, private readonly loadLimit = LOAD_LIMIT) {
    this.functionName = lambda.arn.slice(lambda.arn.lastIndexOf(':') + 1);
  }

  /** Seconds that an invocation may take. */
  private get timeout(): number {
    return Math.min(knownOr(this.lambda.timeout, DEFAULT_TIMEOUT), EDGE_CODE_LIMITS.lambdaTimeoutSeconds);
  }

  /**
   * Runs the function.
   *
   * @returns its result, as JSON says it; undefined where there is none
   * @throws LambdaFailure
   */
  public async invoke({ event, region, requestId, log }: LambdaInvocation): Promise<unknown> {
    while (this.underWay >= MOST_ENVIRONMENTS) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.underWay++;
    try {
      const sandbox = await this.environment(region);
      this.busy.add(sandbox);
      const outcome = this.isDestroyed ? CLOSED : await sandbox.invoke({ event, context: this.contextOf(requestId), log });
      this.busy.delete(sandbox);
      if (!sandbox.isAlive || this.isClosed) void sandbox.end();
      else this.idle.push({ region, sandbox });
      return this.resultOf(outcome);
    } finally {
      this.underWay--;
      this.waiting.shift()?.();
      if (this.isClosed && this.underWay === 0) void this.removeCode();
    }
  }

  private contextOf(awsRequestId: string): InvocationContext {
    const { functionName, lambda: { arn } } = this;
    return {
      functionName: `us-east-1.${functionName}`,
      functionVersion: '1',
      invokedFunctionArn: `${arn}:1`,
      memoryLimitInMB: String(knownOr(this.lambda.memorySize, DEFAULT_MEMORY)),
      awsRequestId,
      logGroupName: `/aws/lambda/us-east-1.${functionName}`,
      logStreamName: 'local',
      timeout: this.timeout * 1000,
    };
  }

  /** Ends what is idle now, and the rest with its invocation. */
  public async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.idle.splice(0).map(({ sandbox }) => sandbox.end()));
    if (this.underWay === 0) await this.removeCode();
  }

  /** Ends everything at once, with the invocations that are under way. */
  public async destroy(): Promise<void> {
    this.isDestroyed = true;
    await Promise.all([this.close(), ...[...this.busy].map((sandbox) => sandbox.end())]);
    await this.removeCode();
  }

  private async environment(region: string): Promise<Sandbox> {
    const at = this.idle.findIndex((candidate) => candidate.region === region && candidate.sandbox.isAlive);
    if (at >= 0) return this.idle.splice(at, 1)[0].sandbox;
    this.code ??= CodeDirectory.of(this.lambda);
    const { path } = await this.code.catch((error) => {
      if (error instanceof UnusableCode) throw new LambdaFailure('LambdaExecutionError', error.message);
      throw error;
    });
    const { runtime, memorySize, stated } = this.lambda;
    const options = { directory: path, handler: String(stated.Handler ?? 'index.handler'), env: this.variables(region, path), memory: knownOr(memorySize, DEFAULT_MEMORY), loadLimit: this.loadLimit };
    return isKnown(runtime) && runtime.startsWith('python') ? new PythonSandbox(options) : new NodeSandbox(options);
  }

  /** The variables that Lambda itself sets; others do not exist at the edge [FUN-130]. */
  private variables(region: string, directory: string): { readonly [name: string]: string } {
    const { functionName, lambda: { runtime, memorySize, stated } } = this;
    return {
      AWS_EXECUTION_ENV: `AWS_Lambda_${knownOr(runtime, '')}`,
      AWS_DEFAULT_REGION: region,
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: `us-east-1.${functionName}`,
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(knownOr(memorySize, DEFAULT_MEMORY)),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/us-east-1.${functionName}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      LAMBDA_TASK_ROOT: directory,
      LANG: 'en_US.UTF-8',
      PATH: process.env.PATH ?? '',
      TZ: ':UTC',
      _HANDLER: String(stated.Handler ?? ''),
    };
  }

  private async removeCode(): Promise<void> {
    const { code } = this;
    this.code = undefined;
    (await code?.catch(() => undefined))?.remove();
  }

  private resultOf(outcome: Outcome): unknown {
    switch (outcome.kind) {
      case 'returned':
        return outcome.json === undefined ? undefined : JSON.parse(outcome.json);
      case 'timed out':
        throw new LambdaFailure('LambdaLimitExceeded', `it was not done after ${this.timeout} s; make it faster, or raise its Timeout, which may be ${EDGE_CODE_LIMITS.lambdaTimeoutSeconds} s`);
      case 'not loaded':
        throw new LambdaFailure('LambdaLimitExceeded', `its code was not loaded after ${this.loadLimit / 1000} s; do less outside of the handler`);
      case 'failed':
        throw new LambdaFailure('LambdaExecutionError', [`${outcome.error}: ${outcome.message}`, ...outcome.stack ?? []].join(' '));
    }
  }
}
