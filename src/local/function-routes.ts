import { Application, EdgeFunction, functionCalled, functionName, isKnown } from '../config';
import { KeyValueStores, testFunction, UnusableEvent } from '../edge';
import { FunctionActivity } from '../records';
import { ApiError } from './api';
import { ControlAnswer, ControlRoutes, refusal } from './control-api';
import { FunctionStage, FunctionStages } from './function-stages';

/** Listing functions, testing, updating and publishing one, and what each has done: its metrics and its log [FUN-040, FUN-085, FUN-088, FUN-089]. */
export function functionRoutes(application: () => Application, stores: KeyValueStores, activity: FunctionActivity, stages: FunctionStages): ControlRoutes {
  const called = (name: string) => functionCalled(name, application().functions);
  const withFunction = (name: string, answer: (found: EdgeFunction) => unknown): ControlAnswer => {
    const found = called(name);
    return found === undefined ? refusal(404, `no function is called ${name}`) : { status: 200, body: answer(found) };
  };
  const stageOf = (name: string) => withFunction(name, (found) => ({
    ...described(found), etag: stages.etag(found), status: stages.status(found, application()), development: codeOf(stages.at(found, 'DEVELOPMENT')), live: codeOf(found),
  }));
  const change = async (name: string, body: unknown, make: (found: EdgeFunction, ifMatch: string, code: unknown) => void | Promise<void>): Promise<ControlAnswer> => {
    const found = called(name);
    const { ifMatch, code } = (body ?? {}) as { readonly [name: string]: unknown };
    if (found === undefined) return stageOf(name);
    if (typeof ifMatch !== 'string') return refusal(400, 'expected {"ifMatch": ETAG, …}');
    try {
      await make(found, ifMatch, code);
      return stageOf(name);
    } catch (error) {
      if (error instanceof ApiError) return refusal(error.status, `${error.code}: ${error.message}`);
      throw error;
    }
  };
  return {
    'GET /functions': () => ({ status: 200, body: { items: application().functions.map(described) } }),
    'GET /functions/*': (_query, name) => stageOf(name),
    'POST /functions/*/code': (body, name) => change(name, body, (found, ifMatch, code) => {
      if (typeof code !== 'string') throw new ApiError('InvalidArgument', 'code is not a text');
      stages.update(found, code, ifMatch);
    }),
    'POST /functions/*/publish': (body, name) => change(name, body, (found, ifMatch) => stages.publish(found, ifMatch)),
    'GET /functions/*/metrics': (_query, name) => withFunction(name, (found) => activity.metrics(functionName(found))),
    'GET /functions/*/log': (_query, name) => withFunction(name, (found) => activity.log(functionName(found))),
    'POST /functions/*/test': (body, name) => {
      try {
        const { event } = (body ?? {}) as { readonly event?: unknown };
        return withFunction(name, (found) => testFunction(stages.at(found, stageIn(body)), event, stores, stores.now()));
      } catch (error) {
        if (error instanceof UnusableEvent) return refusal(400, error.message);
        throw error;
      }
    },
  };
}

/** The stage that a test is of: the one in development, as in CloudFront's console. */
function stageIn(body: unknown): FunctionStage {
  return (body as { readonly stage?: unknown } | null)?.stage === 'LIVE' ? 'LIVE' : 'DEVELOPMENT';
}

function codeOf({ code }: EdgeFunction): string | null {
  return isKnown(code) ? code : null;
}

function described(edgeFunction: EdgeFunction): object {
  const { arn, runtime, location: { logicalId } } = edgeFunction;
  return { name: functionName(edgeFunction), logicalId, arn, runtime: isKnown(runtime) ? runtime : null };
}
