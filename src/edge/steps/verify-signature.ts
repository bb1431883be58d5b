import { isKnown } from '../../config';
import type { CompiledBehavior } from '../compiled-distribution';
import { errorAnswer } from '../error-answer';
import { decide, Exchange, Step } from '../exchange';
import { checkSignature, isRefusal } from '../signing/check-signature';
import { signatureParameters, withoutSignature } from '../signing/signature-parameters';
import { requestOfUrl, SignedRequest } from '../signing/signed-request';

/**
 * Whether the request carries a signature that grants it, where the behavior wants one. The parameters of the signature go no further:
 * they are neither in the cache key nor do origins see them [SIG-032].
 */
export const verifySignature: Step = (exchange) => {
  const { behavior, request, query } = exchange;
  if (behavior!.signatures === undefined) return;
  const { keys, refusesStartSecond } = behavior!.signatures;
  const setting = signersSetting(behavior!);
  const parameters = signatureParameters(query, request.headers);
  exchange.query = withoutSignature(query);
  const result = checkSignature(signedRequest(exchange), parameters, keys, refusesStartSecond);
  if (isRefusal(result)) {
    decide(exchange, 'signature', 'refused', { reason: result.reason }, setting);
    exchange.answer = errorAnswer(exchange, result.error);
    return;
  }
  decide(exchange, 'signature', 'granted', { key: parameters['Key-Pair-Id'], policy: parameters.Policy === undefined ? 'canned' : 'custom', until: result.dateLessThan }, setting);
};

/** The property that makes the content private. */
function signersSetting({ config: { trustedKeyGroups }, setting }: CompiledBehavior): string {
  const hasGroups = !isKnown(trustedKeyGroups) || trustedKeyGroups.length > 0;
  return `${setting}.${hasGroups ? 'TrustedKeyGroups' : 'TrustedSigners'}`;
}

function signedRequest({ request, host, query, now }: Exchange): SignedRequest {
  const { protocol, url, localHost, ip } = request;
  const domains = localHost === undefined ? [host] : [host, localHost];
  return requestOfUrl({ protocol, path: asWritten(url.split('?', 1)[0]), query: query === '' ? undefined : asWritten(query) }, domains, { ip, now });
}

/** A part of a URL as whoever signed it wrote it: letters beyond ASCII arrive as the bytes of UTF-8, of which node makes a character each [SIG-111]. */
function asWritten(part: string): string {
  return /[\x80-\xff]/.test(part) ? Buffer.from(part, 'latin1').toString() : part;
}
