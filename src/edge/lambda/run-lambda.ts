import { decide, Exchange } from '../exchange';
import { BehaviorLambda } from './behavior-lambdas';
import { LambdaEventType } from './event-headers';
import { LambdaFailure, LambdaFailureKind } from './lambda-failure';
import { LambdaRuntime } from './lambda-runtime';
import { EventRequest } from './request-event';
import { EventResponse, isGenerated } from './response-event';
import { isObject } from '../functions/fields';
import { FunctionInvocation } from '../functions/viewer-functions';

/** What a function is asked. */
export interface LambdaQuestion {
  readonly eventType: LambdaEventType;
  /** Where it runs, such as `eu-central-1`. */
  readonly region: string;
  readonly request: EventRequest;
  /** In events about responses. */
  readonly response?: EventResponse;
}

const OUTCOMES: { readonly [kind in LambdaFailureKind]: FunctionInvocation['outcome'] } = {
  LambdaValidationError: 'invalid', LambdaExecutionError: 'failed', LambdaLimitExceeded: 'throttled',
};

/**
 * Runs a function of a behavior, and notes in the exchange what it wrote and what came of it.
 *
 * @param take makes something of the result, or throws a LambdaFailure for one that CloudFront does not take
 * @returns what `take` has made, or how the function failed; undefined where it cannot run on this machine
 */
export async function runLambda<T>(
  exchange: Exchange, lambda: BehaviorLambda, question: LambdaQuestion, take: (returned: unknown) => T,
): Promise<T | LambdaFailure | undefined> {
  const { functionName, runtime, setting } = lambda;
  const { eventType, region } = question;
  if (typeof runtime === 'string') {
    decide(exchange, eventType, 'not run', { function: functionName, reason: runtime }, setting);
    return undefined;
  }
  const logs: string[] = [];
  const note = (outcome: FunctionInvocation['outcome'], reason?: string) => (exchange.functions ??= []).push({ name: functionName, event: eventType, outcome, logs, region, reason });
  try {
    const returned = await invoke(exchange, runtime, question, logs);
    const taken = take(returned);
    note(isAnswer(question, returned) ? 'generated' : 'changed');
    decideEffect(exchange, lambda, question, returned);
    return taken;
  } catch (error) {
    if (!(error instanceof LambdaFailure)) throw error;
    const { kind, message: reason } = error;
    note(OUTCOMES[kind], reason);
    decide(exchange, eventType, kind === 'LambdaValidationError' ? 'invalid' : 'failed', { function: functionName, reason }, setting);
    return new LambdaFailure(kind, `the function ${functionName} at ${eventType}: ${reason}`);
  }
}

function invoke({ distribution, requestId }: Exchange, runtime: LambdaRuntime, question: LambdaQuestion, logs: string[]): Promise<unknown> {
  const { eventType, region, request, response } = question;
  const { id: distributionId, domainName: distributionDomainName } = distribution!.config;
  const config = { distributionDomainName, distributionId, eventType, requestId };
  const event = { Records: [{ cf: { config, request, ...(response === undefined ? {} : { response }) } }] };
  return runtime.invoke({ event, region, requestId, log: ({ text }) => logs.push(text) });
}

function isAnswer({ response }: LambdaQuestion, returned: unknown): boolean {
  return response === undefined && isGenerated(returned);
}

function decideEffect(exchange: Exchange, { functionName, setting }: BehaviorLambda, question: LambdaQuestion, returned: unknown): void {
  const { eventType, region, request, response } = question;
  const because = { function: functionName, region };
  if (isAnswer(question, returned) && (eventType === 'viewer-request' || eventType === 'origin-request')) {
    return decide(exchange, eventType, 'answered', { ...because, status: (returned as { readonly status: string }).status }, setting);
  }
  const changes = changedFields(response ?? request, returned);
  if (changes.length === 0) decide(exchange, eventType, 'passed on', because, setting);
  else decide(exchange, eventType, 'changed', { ...because, changes }, setting);
}

/** The fields that a function returns otherwise than it got them; of headers each by itself. */
function changedFields(before: EventRequest | EventResponse, returned: unknown): string[] {
  if (!isObject(returned)) return [];
  const after = returned as { readonly headers?: unknown };
  const { headers: headersBefore, ...fieldsBefore } = before;
  const { headers: headersAfter, ...fieldsAfter } = after;
  return [...differing(fieldsBefore, fieldsAfter), ...differing(headersBefore, isObject(headersAfter) ? headersAfter : {}).map((name) => `the header ${name}`)];
}

function differing(before: object, after: object): string[] {
  const [one, other] = [before, after] as readonly { readonly [field: string]: unknown }[];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
