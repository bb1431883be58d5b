import { Application, CacheBehavior, isKnown, knownOr, WebDistribution } from '../config';
import { discard, Edge, pathMatcher, ViewerResponse } from '../edge';

/** What a request that leads to a cache behavior comes to. */
export interface CheckedBehavior {
  /** The logical id of the distribution. */
  readonly distribution: string;
  readonly pathPattern: string;
  readonly protocol: 'http' | 'https';
  /** The path that was asked for; undefined where none leads to the behavior. */
  readonly path: string | undefined;
  /** The status of the answer. */
  readonly status: number | undefined;
  /** What is wrong, in words; undefined where nothing is. */
  readonly problem: string | undefined;
}

const PROTOCOLS = ['http', 'https'] as const;

/** Fetches through every cache behavior with both protocols, one after the other [TLS-027]. */
export async function checkBehaviors({ distributions }: Application, edge: Pick<Edge, 'handle' | 'invalidate'>): Promise<CheckedBehavior[]> {
  const checked: CheckedBehavior[] = [];
  for (const distribution of distributions) {
    for (const { pathPattern } of inOrder(distribution)) {
      const path = isKnown(pathPattern) ? pathTo(pathPattern, distribution) : undefined;
      for (const protocol of PROTOCOLS) {
        const about = { distribution: distribution.location.logicalId, pathPattern: knownOr(pathPattern, '?'), protocol, path };
        checked.push(path === undefined ? { ...about, status: undefined, problem: 'no path is known that leads to it' } : { ...about, ...await fetched(edge, distribution, path, protocol) });
      }
    }
  }
  return checked;
}

/** The cache behaviors in the order in which a path is held against them. */
function inOrder({ cacheBehaviors, defaultCacheBehavior }: WebDistribution): readonly CacheBehavior[] {
  return [...cacheBehaviors, defaultCacheBehavior];
}

/** A path that leads to a cache behavior, past those that come before it. */
function pathTo(pattern: string, distribution: WebDistribution): string | undefined {
  const paths = ['', 'x'].map((some) => pattern.replace(/\*/g, some).replace(/\?/g, 'x').replace(/^(?!\/)/, '/'));
  return paths.find((path) => inOrder(distribution).find(({ pathPattern }) => isKnown(pathPattern) && pathMatcher(pathPattern)(path))?.pathPattern === pattern);
}

async function fetched(edge: Pick<Edge, 'handle' | 'invalidate'>, { id, domainName }: WebDistribution, path: string, protocol: 'http' | 'https') {
  const response = await edge.handle({ method: 'GET', url: path, headers: ['Host', domainName], protocol, httpVersion: '1.1', ip: '127.0.0.1' });
  discard(response.body);
  // What the other protocol gets is its own answer, not a cached one.
  edge.invalidate(id, ['/*']);
  return { status: response.status, problem: problemOf(response) };
}

function problemOf({ status, record: { decisions, originRequests } }: ViewerResponse): string | undefined {
  if (status < 500) return undefined;
  const reason = decisions.find(({ step, decided }) => step === 'origin' && decided === 'failed')?.because?.reason;
  const origin = originRequests.at(-1);
  if (origin === undefined) return 'the edge made the error itself; cloudfront-edge get --explain says why';
  return `the origin ${origin.originId} ${reason === undefined ? `answers ${String(origin.outcome)}` : `gives no answer (${String(origin.outcome)}): ${String(reason)}`}`;
}
