import { LambdaEventType } from './event-headers';
import { LambdaRuntime } from './lambda-runtime';
import { CacheBehavior, EDGE_EVENTS, hindrance, knownOr, LambdaAssociation, LambdaFunction } from '../../config';

/** A function of Lambda@Edge on an event of a behavior, made ready for requests. */
export interface BehaviorLambda {
  readonly functionName: string;
  /** Whether the event has the request's body. */
  readonly includeBody: boolean;
  /** The path of the association in the template. */
  readonly setting: string;
  /** What runs it; why nothing can, where that is a text. */
  readonly runtime: LambdaRuntime | string;
}

/** The functions of a behavior, by event. */
export type BehaviorLambdas = { readonly [eventType in LambdaEventType]?: BehaviorLambda };

/** The functions of the distributions of an application, each of which runs in environments of its own. */
export class LambdaRuntimes {
  /** By ARN, without version. */
  private readonly runtimes = new Map<string, LambdaRuntime>();

  /** The functions of a behavior. */
  public of({ lambdaAssociations }: CacheBehavior): BehaviorLambdas {
    return Object.fromEntries(lambdaAssociations.flatMap((association) => {
      const eventType = EDGE_EVENTS.find((name) => name === association.eventType);
      return eventType === undefined ? [] : [[eventType, this.behaviorLambda(association)]];
    }));
  }

  /** Lets invocations that are under way end, and nothing stay. */
  public close(): void {
    for (const runtime of this.runtimes.values()) void runtime.close();
  }

  /** Ends invocations. */
  public async destroy(): Promise<void> {
    await Promise.all([...this.runtimes.values()].map((runtime) => runtime.destroy()));
  }

  private behaviorLambda({ function: lambda, functionArn, includeBody, location }: LambdaAssociation): BehaviorLambda {
    const functionName = (lambda?.arn ?? knownOr(functionArn, '')).split(':')[6] ?? knownOr(functionArn, '');
    return { functionName, includeBody: knownOr(includeBody, false), setting: location.path, runtime: this.runtimeOf(lambda) };
  }

  private runtimeOf(lambda: LambdaFunction | undefined): LambdaRuntime | string {
    const reason = hindrance(lambda);
    if (reason !== undefined) return reason;
    const runtime = this.runtimes.get(lambda!.arn) ?? new LambdaRuntime(lambda!);
    this.runtimes.set(lambda!.arn, runtime);
    return runtime;
  }
}
