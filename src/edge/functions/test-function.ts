import { kindOf } from './changed-request';
import { FunctionError } from './compile-function';
import { isObject } from './fields';
import { FunctionRuntime } from './function-runtime';
import { KeyValueStores } from './key-value-stores';
import { EdgeFunction, functionName, isKnown } from '../../config';

/** An event that a function cannot be tested with. */
export class UnusableEvent extends Error {
  public override readonly name = 'UnusableEvent';
}

/** What a test of a function tells [FUN-089]. */
export interface FunctionTest {
  /** The request or the response that the function returned. */
  readonly output?: { readonly request: object } | { readonly response: object };
  readonly error?: FunctionError;
  readonly logs: readonly string[];
  /** From 0 to 100: an estimate. */
  readonly computeUtilization: number;
}

/**
 * Runs a function on an event, without any distribution. Whether it changes headers that it may only read shows in a distribution alone [FUN-023].
 *
 * @param event  as CloudFront gives it to functions; ids and the domain name of the distribution may be left out
 * @param now    milliseconds since the epoch
 * @throws UnusableEvent
 */
export function testFunction(edgeFunction: EdgeFunction, event: unknown, stores: KeyValueStores, now: number): FunctionTest {
  const { code, runtime, keyValueStoreArns: [storeArn] } = edgeFunction;
  const name = functionName(edgeFunction);
  if (!isKnown(code) || !isKnown(runtime)) throw new UnusableEvent(`the code or the runtime of ${name} is not in the templates`);
  const eventType = checkedEvent(event);
  const store = isKnown(storeArn) ? stores.find(storeArn)?.data : undefined;
  const run = new FunctionRuntime({ name, code, runtime, store }).run(event as object, { now, eventType });
  const ran = { logs: run.logs, computeUtilization: run.computeUtilization };
  if (run.error !== undefined) return { error: run.error, ...ran };
  const output = kindOf(run.value);
  if (output !== undefined && (eventType === 'viewer-request' || 'response' in output)) return { output, ...ran };
  return { error: { message: `the function returned neither a response${eventType === 'viewer-request' ? ' nor a request' : ''}` }, ...ran };
}

/** The type of an event that is whole. */
function checkedEvent(event: unknown): string {
  const { context, request, response } = isObject(event) ? event : {};
  const eventType = isObject(context) ? context.eventType : undefined;
  if (eventType !== 'viewer-request' && eventType !== 'viewer-response') throw new UnusableEvent('the event has no context.eventType of viewer-request or viewer-response');
  if (!isObject(request)) throw new UnusableEvent('the event has no request');
  if (eventType === 'viewer-response' && !isObject(response)) throw new UnusableEvent('the event has no response');
  for (const message of [request, response]) {
    const headers = isObject(message) && isObject(message.headers) ? Object.keys(message.headers) : [];
    const wrong = headers.find((header) => header !== header.toLowerCase());
    if (wrong !== undefined) throw new UnusableEvent(`the header ${wrong} of the event is not in lower case`);
  }
  return eventType;
}
