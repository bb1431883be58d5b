import { Application, ContinuousDeploymentPolicy, isKnown, knownItems, knownOr, WebDistribution } from '../config';
import type { CompiledDistribution } from './compiled-distribution';

/** The staging distribution of a primary one, and which requests go to it. */
export interface Staging {
  readonly distribution: CompiledDistribution;
  /** The path of the policy's settings in the template. */
  readonly setting: string;
  /** The header, in lower case, that leads there; undefined where a share of the requests does. */
  readonly header: { readonly name: string; readonly value: string } | undefined;
  /** The share of requests, from 0 to 1. */
  readonly weight: number;
  /** How long viewers stay on one side, in seconds. */
  readonly session: { readonly idleTtl: number; readonly maximumTtl: number } | undefined;
  /** The number of the configuration with which this state of the policy began: sessions of another one are over [DTD-138]. */
  readonly generation: number;
  /** Requests that the share was taken of. */
  requests: number;
}

/**
 * The policy of a primary distribution, and the staging distribution that it names.
 *
 * @param before      what it was in the configuration before this one
 * @param generation  the number of this configuration
 */
export function stagingOf(
  primary: WebDistribution, application: Application, compiled: ReadonlyMap<string, CompiledDistribution>, before: Staging | undefined, generation: number,
): Staging | undefined {
  const { continuousDeploymentPolicyId: id } = primary;
  const policy = application.continuousDeploymentPolicies.find((candidate) => isKnown(id) && candidate.id === id);
  if (policy === undefined || policy.enabled !== true) return undefined;
  const distribution = [...compiled.values()].find(({ config }) => config.staging === true && knownItems(policy.stagingDomainNames).includes(config.domainName));
  if (distribution === undefined) return undefined;
  const staging = { ...trafficOf(policy), distribution, setting: policy.location.path, generation, requests: 0 };
  const isSameState = before !== undefined && JSON.stringify(before.session) === JSON.stringify(staging.session);
  return isSameState ? { ...staging, generation: before.generation, requests: before.requests } : staging;
}

function trafficOf({ type, header, weight }: ContinuousDeploymentPolicy): Pick<Staging, 'header' | 'weight' | 'session'> {
  if (type === 'SingleHeader') {
    return { header: { name: knownOr(header?.name, '').toLowerCase(), value: knownOr(header?.value, '') }, weight: 0, session: undefined };
  }
  const stickiness = weight?.stickiness;
  return {
    header: undefined,
    weight: knownOr(weight?.weight, 0),
    session: stickiness && { idleTtl: knownOr(stickiness.idleTtl, 300), maximumTtl: knownOr(stickiness.maximumTtl, 600) },
  };
}

/** The cookie that keeps a viewer on one side. */
const COOKIE = 'CloudFront-Staging-Session';

/** A viewer's session: on which side it is, since when, and when it was used last, in milliseconds since the epoch. */
interface Session {
  readonly side: 'primary' | 'staging';
  readonly begun: number;
  readonly used: number;
}

/** Whether a viewer has a session that still holds. */
export function sessionOf(cookies: string | undefined, { session, generation }: Staging, now: number): Session | undefined {
  const [, side, begun, used, stated] = new RegExp(`(?:^|;\\s*)${COOKIE}=(primary|staging)\\.(\\d+)\\.(\\d+)\\.(\\d+)(?:;|$)`).exec(cookies ?? '') ?? [];
  if (session === undefined || side === undefined || Number(stated) !== generation) return undefined;
  const isOver = now - Number(used) > session.idleTtl * 1000 || now - Number(begun) > session.maximumTtl * 1000;
  return isOver ? undefined : { side: side as Session['side'], begun: Number(begun), used: Number(used) };
}

/** The Set-Cookie header that begins or prolongs a session. */
export function sessionCookie({ side, begun, used }: Session, { session, generation }: Staging): string {
  return `${COOKIE}=${side}.${begun}.${used}.${generation}; Max-Age=${session!.idleTtl}; Path=/; Secure; HttpOnly`;
}

/** A Cookie header without the session's cookie, which is no business of origins. */
export function withoutSession(cookies: string): string {
  return cookies.split(/;\s*/).filter((cookie) => !cookie.startsWith(`${COOKIE}=`)).join('; ');
}

/** Whether the next request goes to the staging distribution: evenly spread, so that the share is exact on every run. */
export function takesShare(staging: Staging): boolean {
  const before = Math.floor(staging.requests * staging.weight);
  staging.requests++;
  return Math.floor(staging.requests * staging.weight) > before;
}
