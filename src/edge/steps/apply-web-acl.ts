import { decide, Exchange, Step } from '../exchange';
import { isGrpc } from '../grpc';
import { answerOf, withInserted } from '../web-acl/answers';
import { beginningOf, peeked } from '../web-acl/body';
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
  const { request, request: { body }, path } = exchange;
  const isOfGrpc = () => isGrpc({ request, behavior: exchange.distribution!.behaviors.find(({ matches }) => matches(path)) });
  if (acl.bodyLimit === 0 || body === undefined || isOfGrpc()) return apply(exchange, acl, NO_BODY);
  if (body instanceof Uint8Array) return apply(exchange, acl, beginningOf(body, acl.bodyLimit));
  return peeked(body, acl.bodyLimit).then((read) => {
    exchange.request = { ...exchange.request, body: read.body };
    apply(exchange, acl, read.beginning);
  });
};

function apply(exchange: Exchange, acl: CompiledWebAcl, body: InspectedBody): void {
  const outcome = acl.evaluate(new InspectedRequest(exchange, body));
  for (const { decided, setting, acl: id, rule, group, reason } of outcome.findings) decide(exchange, 'web-acl', decided, { acl: id, rule, group, reason }, setting);
  exchange.answer = answerOf(exchange, outcome);
  if (exchange.answer !== undefined || outcome.insertedHeaders.length === 0) return;
  exchange.request = { ...exchange.request, headers: withInserted(exchange.request.headers, outcome.insertedHeaders) };
}
