import { AssociatedFunction, requestFunction, responseFunction } from './cloudfront-function';
import { FunctionRuntime } from './function-runtime';
import { FunctionThrottling } from './function-throttling';
import { KeyValueStores } from './key-value-stores';
import { OriginChoice } from './origin-choice';
import { RequestHeaders } from './request-headers';
import { ViewerFunctions } from './viewer-functions';
import { Application, CacheBehavior, functionName, isKnown } from '../../config';

/** The functions of an application that can run, by ARN. */
export type FunctionRuntimes = ReadonlyMap<string, Pick<AssociatedFunction, 'name' | 'runtime'>>;

/** Makes the functions of an application ready. Those that are not published, and those whose code or runtime only the deployment knows, are left out. */
export function functionRuntimes({ functions }: Application, stores: KeyValueStores, throttling: FunctionThrottling): FunctionRuntimes {
  return new Map(functions.flatMap((edgeFunction) => {
    const { arn, code, runtime, autoPublish, keyValueStoreArns: [storeArn] } = edgeFunction;
    if (autoPublish === false || !isKnown(code) || !isKnown(runtime)) return [];
    const name = functionName(edgeFunction);
    const own = new FunctionRuntime({ name, code, runtime, store: isKnown(storeArn) ? stores.find(storeArn)?.data : undefined });
    return [[arn, { name, runtime: { run: (...args) => throttling.run(name, () => own.run(...args)) } }]];
  }));
}

/** The functions of a behavior at the events of viewers. */
export function compileFunctions(behavior: CacheBehavior, runtimes: FunctionRuntimes, origins: OriginChoice): ViewerFunctions {
  if (behavior.functionAssociations.length === 0) return NONE;
  const headers = new RequestHeaders(behavior);
  const at = (event: string): AssociatedFunction | undefined => {
    const association = behavior.functionAssociations.find(({ eventType }) => eventType === event);
    const found = association && isKnown(association.functionArn) ? runtimes.get(association.functionArn) : undefined;
    return found && { ...found, headers, origins, setting: association!.location.path };
  };
  const [request, response] = [at('viewer-request'), at('viewer-response')];
  return { request: request && requestFunction(request), response: response && responseFunction(response) };
}

const NONE: ViewerFunctions = {};
