import { Application, CacheBehavior, isKnown, knownOr, Origin, WebDistribution } from '../../config';
import { collected } from '../collected-body';
import { HttpOrigin } from '../origin/http-origin';
import { OriginFailure } from '../origin/origin-client';
import { originNames } from '../origin/origin-names';
import { OriginTrust } from '../origin/origin-tls';
import { ANONYMOUS } from '../origin/principal';
import { normalizedPath, pathMatcher } from '../path-pattern';
import { OriginAdvice, originAdvice } from './origin-advice';
import { OriginAnswered } from './origin-rules';
import { differentContent, ServerAnswer } from './same-content';

/** What is asked of which servers. */
export interface OriginCheck {
  readonly application: Application;
  /** The URLs of the servers that are an origin, by its id, domain name or logical id. */
  readonly servers: { readonly [name: string]: readonly string[] };
  readonly paths: readonly string[];
  /** Whose certificates are believed; every one's when it is left out. */
  readonly trust?: OriginTrust;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What there is to say of an origin by its answers for a path. */
export interface CheckedOrigin {
  readonly origin: Origin;
  readonly path: string;
  readonly advice: readonly OriginAdvice[];
  /** Why servers gave no answer, a sentence each. */
  readonly failures: readonly string[];
}

/** Asks the servers of origins for paths, one after the other, and says what they should do otherwise. */
export async function checkOrigins(check: OriginCheck): Promise<CheckedOrigin[]> {
  const { application, servers, paths } = check;
  const checked: CheckedOrigin[] = [];
  for (const distribution of application.distributions) {
    for (const origin of distribution.origins) {
      const name = originNames(origin, application).find((candidate) => Object.hasOwn(servers, candidate));
      if (name === undefined) continue;
      const clients = servers[name].map((server) => ({ server, client: new HttpOrigin(server, origin, check.trust) }));
      for (const path of paths) checked.push(await checkPath(check, distribution, origin, clients, path));
      await Promise.all(clients.map(({ client }) => client.close()));
    }
  }
  return checked;
}

interface Server {
  readonly server: string;
  readonly client: HttpOrigin;
}

async function checkPath({ now }: OriginCheck, distribution: WebDistribution, origin: Origin, servers: readonly Server[], path: string): Promise<CheckedOrigin> {
  const answers: ServerAnswer[] = [];
  const advice = new Map<string, OriginAdvice>();
  const failures: string[] = [];
  for (const { server, client } of servers) {
    try {
      const { status, headers, body, endsWithConnection = false } = await client.ask(requestFor(origin, path));
      answers.push({ server, status, headers, body: await collected(body) });
      const answered: OriginAnswered = { origin, behavior: behaviorFor(distribution, origin, path), method: 'GET', status, headers, endsWithConnection };
      for (const each of originAdvice(answered, now())) advice.set(each.rule, advice.get(each.rule) ?? each);
    } catch (error) {
      if (!(error instanceof OriginFailure)) throw error;
      failures.push(`${server} gives no usable answer for ${path} (${error.kind}): ${error.message}`);
    }
  }
  const different = differentContent(answers);
  return { origin, path, advice: [...advice.values(), ...(different === undefined ? [] : [different])], failures };
}

function requestFor(origin: Origin, path: string) {
  const customHeaders = origin.customHeaders.flatMap(({ name, value }) => (isKnown(name) && isKnown(value) ? [name, value] : []));
  const headers = ['Host', knownOr(origin.domainName, ''), 'User-Agent', 'Amazon CloudFront', ...customHeaders];
  return { origin, method: 'GET', url: `${knownOr(origin.path, '')}${path}`, protocol: 'http' as const, headers, body: undefined, signedAs: ANONYMOUS };
}

/** The behavior by which CloudFront asks an origin for a path; where that path leads to another origin, the first one that leads to this one. */
function behaviorFor({ cacheBehaviors, defaultCacheBehavior, originGroups }: WebDistribution, origin: Origin, path: string): CacheBehavior {
  const ids = [origin.id, ...originGroups.filter(({ members }) => members.some((member) => member === origin.id)).map(({ id }) => id)];
  const leading = [...cacheBehaviors, defaultCacheBehavior].filter(({ targetOriginId }) => isKnown(targetOriginId) && ids.includes(targetOriginId));
  const normal = normalizedPath(path.split('?')[0]);
  const matching = leading.find(({ pathPattern }) => isKnown(pathPattern) && pathMatcher(pathPattern)(normal));
  return matching ?? leading[0] ?? defaultCacheBehavior;
}
