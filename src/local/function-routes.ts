import { Application, EdgeFunction, isKnown } from '../config';
import { KeyValueStores, testFunction, UnusableEvent } from '../edge';
import { FunctionActivity } from '../records';
import { ControlAnswer, ControlRoutes, refusal } from './control-api';

/** Listing the functions of the application, testing one of them with an event, and what each has done: its metrics and its log [FUN-085, FUN-088, FUN-089]. */
export function functionRoutes(application: () => Application, stores: KeyValueStores, activity: FunctionActivity): ControlRoutes {
  const withFunction = (encoded: string, answer: (found: EdgeFunction) => unknown): ControlAnswer => {
    const called = decodeURIComponent(encoded);
    const found = application().functions.find(({ name, arn, location: { logicalId } }) => [name, arn, logicalId].includes(called));
    return found === undefined ? refusal(404, `no function is called ${called}`) : { status: 200, body: answer(found) };
  };
  return {
    'GET /functions': () => ({ status: 200, body: { items: application().functions.map(described) } }),
    'GET /functions/*/metrics': (_query, encoded) => withFunction(encoded, (found) => activity.metrics(nameOf(found))),
    'GET /functions/*/log': (_query, encoded) => withFunction(encoded, (found) => activity.log(nameOf(found))),
    'POST /functions/*/test': (body, encoded) => {
      try {
        return withFunction(encoded, (found) => testFunction(found, (body as { readonly event?: unknown } | null)?.event, stores, stores.now()));
      } catch (error) {
        if (error instanceof UnusableEvent) return refusal(400, error.message);
        throw error;
      }
    },
  };
}

function nameOf({ name, location: { logicalId } }: EdgeFunction): string {
  return isKnown(name) ? name : logicalId;
}

function described(edgeFunction: EdgeFunction): object {
  const { arn, runtime, location: { logicalId } } = edgeFunction;
  return { name: nameOf(edgeFunction), logicalId, arn, runtime: isKnown(runtime) ? runtime : null };
}
