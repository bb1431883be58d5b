import { AclHeader, CustomResponse, CustomResponseBody, isKnown, knownOr } from '../../config';
import { errorAnswer, ownHeaders } from '../error-answer';
import { Answer, Exchange } from '../exchange';
import { removeHeader, setHeader } from '../raw-headers';
import { Outcome } from './web-acl';

/** What a viewer gets for an action that ends its request; undefined for one that lets it go on. */
export function answerOf(exchange: Exchange, { action, responseBodies }: Outcome): Answer | undefined {
  switch (action.kind) {
    case 'block': return action.response === undefined ? errorAnswer(exchange, 'request blocked') : customAnswer(exchange, action.response, responseBodies);
    case 'captcha': return interruption(exchange, 405, 'captcha');
    case 'challenge': return interruption(exchange, 202, 'challenge');
    default: return undefined;
  }
}

const CONTENT_TYPES: { readonly [type: string]: string | undefined } = { TEXT_PLAIN: 'text/plain', TEXT_HTML: 'text/html', APPLICATION_JSON: 'application/json' };

/** A rule's own response, for which no error page of the distribution stands in. */
function customAnswer(exchange: Exchange, { code, headers, body: key }: CustomResponse, bodies: ReadonlyMap<string, CustomResponseBody>): Answer {
  const found = isKnown(key) ? bodies.get(key) : undefined;
  const body = Buffer.from(knownOr(found?.content, ''));
  const contentType = CONTENT_TYPES[knownOr(found?.contentType, '')];
  const own = ownHeaders(exchange, body, contentType);
  for (const [name, value] of known(headers)) setHeader(own, name, value);
  return { status: knownOr(code, 403), headers: own, body, resultType: 'Error', isFinal: true };
}

/** The answer to a viewer that has no token: the page with the puzzle or the script is AWS's own. */
function interruption(exchange: Exchange, status: number, action: string): Answer {
  const body = new Uint8Array(0);
  const headers = [...ownHeaders(exchange, body, 'text/html; charset=UTF-8'), 'x-amzn-waf-action', action, 'Cache-Control', 'no-store, max-age=0'];
  return { status, headers, body, resultType: 'Error', isFinal: true };
}

/** The headers of a request with those that a web ACL adds, which take the place of what the viewer sends under their names. */
export function withInserted(headers: readonly string[], inserted: readonly AclHeader[]): readonly string[] {
  const changed = [...headers];
  for (const [name, value] of known(inserted)) {
    removeHeader(changed, `x-amzn-waf-${name.toLowerCase()}`);
    changed.push(`x-amzn-waf-${name}`, value);
  }
  return changed;
}

function known(headers: readonly AclHeader[]): [name: string, value: string][] {
  return headers.flatMap(({ name, value }): [string, string][] => (isKnown(name) && isKnown(value) ? [[name, value]] : []));
}
