import { Application, at, CacheBehavior, cacheBehaviorsOf, isKnown, WebDistribution } from '../config';
import { resourceOf } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { withholds } from './selections';
import { targetOrigins } from './target-origin';

const HANDSHAKE = ['Sec-WebSocket-Key', 'Sec-WebSocket-Version', 'Sec-WebSocket-Protocol', 'Sec-WebSocket-Accept', 'Sec-WebSocket-Extensions'];

/** Paths at which servers usually speak WebSocket. */
const SOCKET_PATH = /(^|\/)(wss?|web-?sockets?|socket\.io|sockjs|cable)(\/|\*|$)/i;

/** Whether a behavior is for WebSocket: by its path pattern, or since its origin is an API for it. */
function isForWebSocket(behavior: CacheBehavior, site: WebDistribution, application: Application): boolean {
  const { pathPattern } = behavior;
  if (isKnown(pathPattern) && SOCKET_PATH.test(pathPattern)) return true;
  return targetOrigins(site, behavior).some((origin) => resourceOf(origin, application)?.stated.ProtocolType === 'WEBSOCKET');
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'websocket-headers',
    level: 'warning',
    spec: ['DTD-032'],
    editions: ['current'],
    says: 'an origin that speaks WebSocket gets the headers of the handshake',
    *check(site, { application }) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (behavior.cachePolicyId === undefined || !isForWebSocket(behavior, site, application)) continue;
        const missing = HANDSHAKE.filter((header) => withholds(behavior, header));
        if (missing.length === 0) continue;
        yield {
          at: at(behavior, 'OriginRequestPolicyId'),
          says: `the behavior is for WebSocket, and no policy sends ${missing.join(', ')} to the origin`,
          fix: 'list them in an origin request policy, or use Managed-AllViewerExceptHostHeader (b689b0a8-53d0-40ab-baf2-68738e2966ac)',
        };
      }
    },
  },
];

/** Rules about WebSocket. */
export const webSocketRules: RuleSet = { distribution };
