import { decide, Exchange, Step } from '../exchange';
import { isGrpc } from '../grpc';
import { peeked } from '../peeked-body';
import { behaviorOf } from './match-behavior';
import { answerOf, withInserted } from '../web-acl/answers';
import { beginningOf } from '../web-acl/body';
import { InspectedBody, InspectedRequest } from '../web-acl/inspected-request';
import { CompiledWebAcl } from '../web-acl/web-acl';

const NO_BODY: InspectedBody = { text: '', isCut: false };

/**
 * The web ACL of the distribution lets the request go on, or answers it [DTD-154].
 * Waits only for a body that a rule looks at; bodies of gRPC are not looked at [DTD-040].
 */
export const applyWebAcl: Step = (exchange) => {
  const acl = exchange.distribution!.webAcl;
  if (acl === undefined) return;
  const { body } = exchange.request;
  if (acl.bodyLimit === 0 || body === undefined) return apply(exchange, acl, NO_BODY);
  if (isGrpc({ behavior: behaviorOf(exchange), request: exchange.request })) return apply(exchange, acl, undefined);
  if (body instanceof Uint8Array) return apply(exchange, acl, beginningOf(body, acl.bodyLimit));
  return peeked(body, acl.bodyLimit).then((read) => {
    exchange.request = { ...exchange.request, body: read.body };
    apply(exchange, acl, beginningOf(read.beginning, acl.bodyLimit));
  });
};

function apply(exchange: Exchange, acl: CompiledWebAcl, body: InspectedBody | undefined): void {
  const outcome = acl.evaluate(new InspectedRequest(exchange, body));
  for (const { decided, setting, acl: id, rule, group, reason } of outcome.findings) decide(exchange, 'web-acl', decided, { acl: id, rule, group, reason }, setting);
  exchange.answer = answerOf(exchange, outcome);
  if (exchange.answer !== undefined || outcome.insertedHeaders.length === 0) return;
  exchange.request = { ...exchange.request, headers: withInserted(exchange.request.headers, outcome.insertedHeaders) };
}
