import { Exchange, Step } from './exchange';
import { allowMethod } from './steps/allow-method';
import { applyWebAcl } from './steps/apply-web-acl';
import { askOrigin } from './steps/ask-origin';
import { encryptFields } from './steps/encrypt-fields';
import { enforceViewerProtocol } from './steps/enforce-viewer-protocol';
import { findDistribution } from './steps/find-distribution';
import { haveCapacity } from './steps/have-capacity';
import { limitDistributions } from './steps/limit-distributions';
import { lookUpInCache } from './steps/look-up-in-cache';
import { matchBehavior } from './steps/match-behavior';
import { matchCertificate } from './steps/match-certificate';
import { requireCertificate } from './steps/require-certificate';
import { restrictByCountry } from './steps/restrict-by-country';
import { runRequestFunction } from './steps/run-request-function';
import { sendToStaging } from './steps/send-to-staging';
import { useDefaultRootObject } from './steps/use-default-root-object';
import { useErrorPage } from './steps/use-error-page';
import { verifySignature } from './steps/verify-signature';
import { withinLimits } from './steps/within-limits';

/** What happens to a viewer request, in CloudFront's order. A step settles the exchange or lets it go on. */
export const steps: readonly Step[] = [
  withinLimits, // size of URL and of request
  findDistribution, // by Host: domain name or alias; enabled
  matchCertificate, // the connection's and the distribution's are of one account
  requireCertificate, // of the viewer, where the distribution asks for it
  haveCapacity, // of CloudFront's own
  limitDistributions, // that a request may pass, one after the other
  sendToStaging, // by a continuous deployment policy
  restrictByCountry,
  applyWebAcl, // of AWS WAF: lets the request go on, or answers it
  useDefaultRootObject,
  matchBehavior,
  enforceViewerProtocol,
  allowMethod,
  verifySignature, // of a URL or of cookies, where the content is private
  runRequestFunction, // of the viewer-request event: the cache key is that of the request as it leaves it
  encryptFields, // of a body, by field-level encryption
  lookUpInCache, // a fresh hit settles here, without awaiting anything
  askOrigin, // collapse, revalidate, fail over, cache
];

/** Runs the steps until one has settled the exchange; waits only where a step does. */
export function run(exchange: Exchange, from = 0): void | Promise<void> {
  for (let i = from; i < steps.length && exchange.answer === undefined; i++) {
    const waiting = steps[i](exchange);
    if (waiting !== undefined) return waiting.then(() => run(exchange, i + 1));
  }
  if (exchange.answer!.status >= 400) return useErrorPage(exchange);
}
