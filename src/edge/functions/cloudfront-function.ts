import { STATUS_CODES } from 'http';
import { knownOr } from '../../config';
import { errorAnswer } from '../error-answer';
import type { ErrorCause } from '../error-answers';
import { Answer, decide, Exchange } from '../exchange';
import { discard } from '../origin-body';
import { cookieHeader, removeHeader, setHeader } from '../raw-headers';
import type { Draft } from '../serve-range';
import { changedRequest, eventRequest, FunctionRequest, kindOf, withCookies } from './changed-request';
import { ChangedResponse, changedResponse, eventResponse } from './changed-response';
import { eventContext, surroundingsOf } from './event-context';
import { InvalidResult, Returned } from './fields';
import { FunctionRun, FunctionRuntime } from './function-runtime';
import { generatedHeaders } from './headers';
import { OriginChoice } from './origin-choice';
import { InvalidOrigin } from './origin-properties';
import { RequestHeaders } from './request-headers';
import { textOfBytes } from './text-of-bytes';
import { FunctionInvocation, replaceDraft, ViewerRequestFunction, ViewerResponseFunction } from './viewer-functions';
import { useDefaultRootObject } from '../steps/use-default-root-object';

/** A CloudFront function where a behavior has it. */
export interface AssociatedFunction {
  readonly name: string;
  readonly runtime: Pick<FunctionRuntime, 'run'>;
  /** The path of the association in the template. */
  readonly setting: string;
  readonly headers: RequestHeaders;
  /** The origins that it may choose. */
  readonly origins: OriginChoice;
}

type ViewerEvent = 'viewer-request' | 'viewer-response';

/** A CloudFront function at the viewer-request event. It sees the viewer's own path, not the default root object that stands in for it [FUN-050]. */
export function requestFunction(associated: AssociatedFunction): ViewerRequestFunction {
  return (exchange) => {
    const given = requestOf(exchange, associated.headers, exchange.request.url.split('?', 1)[0]);
    const run = associated.runtime.run({ ...eventContext(exchange, 'viewer-request'), request: eventRequest(given) }, surroundingsOf(exchange, 'viewer-request'));
    exchange.answer = settled(exchange, associated, 'viewer-request', run, () => {
      const kind = kindOf(run.value);
      if (kind === undefined) throw new InvalidResult(`the function returned ${shown(run.value)}, neither a request nor a response`);
      if ('response' in kind) return generate(exchange, associated, run, changedResponse([], kind.response));
      applyRequest(exchange, associated, run, given, kind.request);
      return undefined;
    });
  };
}

/** A CloudFront function at the viewer-response event. */
export function responseFunction(associated: AssociatedFunction): ViewerResponseFunction {
  return (exchange, draft) => {
    const description = textOfBytes(draft.statusDescription ?? STATUS_CODES[draft.status] ?? '');
    const event = {
      ...eventContext(exchange, 'viewer-response'),
      request: eventRequest(requestOf(exchange, associated.headers, exchange.path)),
      response: eventResponse(draft.status, description, draft.headers),
    };
    const run = associated.runtime.run(event, surroundingsOf(exchange, 'viewer-response'));
    const failure = settled(exchange, associated, 'viewer-response', run, () => {
      const kind = kindOf(run.value);
      if (kind === undefined || !('response' in kind)) throw new InvalidResult(`the function returned ${shown(run.value)}, not a response`);
      applyResponse(exchange, associated, run, draft, changedResponse(draft.headers, kind.response));
      return undefined;
    });
    if (failure !== undefined) replaceDraft(draft, failure);
  };
}

function requestOf(exchange: Exchange, headers: RequestHeaders, path: string): FunctionRequest {
  const { request, query } = exchange;
  return { method: request.method, path, query, headers: headers.given(exchange), cookies: cookieHeader(request.headers) };
}

/** What a run comes to: what is made of its result, or an error of the edge's own, for which nobody's error page is missing. */
function settled(exchange: Exchange, { name, setting }: AssociatedFunction, event: ViewerEvent, run: FunctionRun, use: () => Answer | undefined): Answer | undefined {
  const { outcome, error } = run;
  const fail = (decided: 'failed' | 'throttled' | 'invalid', cause: ErrorCause, reason: string) => {
    note(exchange, name, event, decided, run);
    decide(exchange, event, decided, { function: name, reason, line: error?.line }, setting);
    return errorAnswer(exchange, cause);
  };
  if (outcome === 'failed') return fail('failed', 'function failed', error!.message);
  if (outcome === 'uncompiled' || outcome === 'throttled') return fail('throttled', 'function throttled', error!.message);
  try {
    return use();
  } catch (thrown) {
    if (thrown instanceof InvalidOrigin) return fail('invalid', 'origin rewrite invalid', thrown.message);
    if (thrown instanceof InvalidResult) return fail('invalid', 'function result invalid', thrown.message);
    throw thrown;
  }
}

function note(exchange: Exchange, name: string, event: ViewerEvent, outcome: FunctionInvocation['outcome'], { logs, computeUtilization }: FunctionRun): void {
  (exchange.functions ??= []).push({ name, event, outcome, logs, computeUtilization });
}

function applyRequest(exchange: Exchange, associated: AssociatedFunction, run: FunctionRun, given: FunctionRequest, returned: Returned): void {
  const { name, setting, headers: seen } = associated;
  const { path, query, headers, cookies, changes } = changedRequest(given, returned);
  const target = run.originCall && associated.origins.targetOf(run.originCall, headers);
  note(exchange, name, 'viewer-request', 'changed', run);
  if (target !== undefined) {
    exchange.behavior = { ...exchange.behavior!, target };
    decide(exchange, 'viewer-request', 'chose an origin', { function: name, origins: target.origins.map(({ config }) => knownOr(config.id, '')) }, setting);
  }
  if (changes.length === 0) return decide(exchange, 'viewer-request', 'passed on', { function: name }, setting);
  decide(exchange, 'viewer-request', 'changed', { function: name, changes }, setting);
  const own = seen.split(headers, given.headers);
  exchange.request = { ...exchange.request, headers: withCookies(own.headers, given.cookies, cookies), changedHeaders: own.changed };
  exchange.query = query;
  if (path === given.path) return;
  exchange.path = path;
  void useDefaultRootObject(exchange);
}

/** An answer of the function's own, in whose place no error page stands [FUN-062, FUN-068]. */
function generate(exchange: Exchange, { name, setting }: AssociatedFunction, run: FunctionRun, response: ChangedResponse): Answer {
  const { status, statusDescription } = response;
  note(exchange, name, 'viewer-request', 'generated', run);
  decide(exchange, 'viewer-request', 'answered', { function: name, status }, setting);
  const body = response.body ?? new Uint8Array(0);
  const headers = generatedHeaders(response.headers, exchange.now);
  setHeader(headers, 'Content-Length', String(body.length));
  return { status, statusDescription, headers, body, resultType: 'FunctionGeneratedResponse', isFinal: true, isGenerated: true };
}

function applyResponse(exchange: Exchange, { name, setting }: AssociatedFunction, run: FunctionRun, draft: Draft, response: ChangedResponse): void {
  const { status, statusDescription, headers, body } = response;
  note(exchange, name, 'viewer-response', 'changed', run);
  const changes = [...(status === draft.status ? [] : [`the status to ${status}`]), ...response.changes];
  if (changes.length === 0) return decide(exchange, 'viewer-response', 'passed on', { function: name }, setting);
  decide(exchange, 'viewer-response', 'changed', { function: name, changes }, setting);
  Object.assign(draft, { status, statusDescription, headers: [...headers] });
  if (body === undefined) return;
  discard(draft.body);
  draft.body = exchange.request.method === 'HEAD' ? undefined : body;
  removeHeader(draft.headers, 'transfer-encoding');
  setHeader(draft.headers, 'Content-Length', String(body.length));
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
}
