import { Application, at, BucketDeployment, isKnown, knownItems, LIMITS } from '../config';
import { Rule, RuleContext, RuleSet, Subjects, Violation } from './rule';

/** Characters that a URL holds only encoded, and a `%` that encodes nothing. */
const NOT_ENCODED = /[^\x21-\x7e]|["<>#{}|\\^~[\]`]|%(?![0-9a-f]{2})/iu;
const NEEDLESSLY_ENCODED = /%(2d|2e|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])/i;
const ENCODED_TILDE = /%7e/i;
const SIGNED = /[?&](Policy|Signature|Key-Pair-Id|Expires)=/;
const MANY_PATHS = 1_000;

/** Paths that a deployment invalidates, with their places. */
function pathsOf({ distributionPaths }: BucketDeployment): [number, string][] {
  return isKnown(distributionPaths) ? [...distributionPaths.entries()].filter((entry): entry is [number, string] => isKnown(entry[1])) : [];
}

function* eachPath(deployment: BucketDeployment, check: (path: string) => Omit<Violation, 'at'> | undefined): Iterable<Violation> {
  for (const [i, path] of pathsOf(deployment)) {
    const found = check(path);
    if (found !== undefined) yield { at: at(deployment, `DistributionPaths[${i}]`), got: path, ...found };
  }
}

/** The names by which viewers reach the distributions of the application. */
function hostNames({ distributions }: Application): string[] {
  return distributions.flatMap(({ aliases, domainName }) => [domainName, ...knownItems(aliases)]).map((name) => name.toLowerCase());
}

/** Whether a path begins with a scheme or with the name of a host. */
function namesHost(path: string, application: Application): boolean {
  const host = path.toLowerCase().split('/')[0];
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('//') || host.endsWith('.cloudfront.net') || (host !== '' && hostNames(application).includes(host));
}

/** Paths of directories among the files of a deployment, without slash at the end. */
function directoriesOf({ contents }: BucketDeployment, { deployedFiles }: RuleContext): Set<string> {
  const keys = contents.map(deployedFiles).flatMap((files) => (isKnown(files) ? files.map(({ key }) => key) : []));
  return new Set(keys.flatMap((key) => key.split('/').slice(0, -1).map((_, i, parts) => `/${parts.slice(0, i + 1).join('/')}`)));
}

function withSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function* tooMany(deployment: BucketDeployment, limit: number, fix: string): Iterable<Violation> {
  const got = isKnown(deployment.distributionPaths) ? deployment.distributionPaths.length : 0;
  if (got > limit) yield { at: at(deployment, 'DistributionPaths'), says: `it has ${got} paths; allowed: ${limit}`, fix };
}

const bucketDeployment: readonly Rule<Subjects['bucketDeployment']>[] = [
  {
    id: 'invalidation-rtmp',
    level: 'error',
    spec: ['INV-006'],
    says: 'only web distributions have a cache that can be invalidated',
    *check({ distributionId: got, ...deployment }, { application }) {
      if (application.streamingDistributions.some(({ id }) => id === got)) yield { at: at(deployment, 'DistributionId'), fix: 'name a web distribution, or remove DistributionId' };
    },
  },
  {
    id: 'invalidation-path-encoding',
    level: 'error',
    spec: ['INV-030'],
    apiError: 'InvalidArgument',
    says: 'a path is written with the characters that a URL takes, all others encoded; ~ is not supported',
    check: (deployment, { facts }) => eachPath(deployment, (path) => {
      const [character] = NOT_ENCODED.exec(path) ?? (facts.edition === 'current' ? ENCODED_TILDE.exec(path) : null) ?? [];
      return character === undefined ? undefined : { fix: /~|%7e/i.test(character) ? 'use a wildcard in the place of ~' : `write ${encodeURIComponent(character)} in the place of "${character}"` };
    }),
  },
  {
    id: 'invalidation-path-needless-encoding',
    level: 'warning',
    spec: ['INV-032'],
    says: 'a path with a letter, digit or sign encoded that needs no encoding matches no object',
    check: (deployment) => eachPath(deployment, (path) => {
      const [encoded] = NEEDLESSLY_ENCODED.exec(path) ?? [];
      return encoded === undefined ? undefined : { fix: `write ${decodeURIComponent(encoded)} in the place of ${encoded}` };
    }),
  },
  {
    id: 'invalidation-path-host',
    level: 'error',
    spec: ['INV-034'],
    says: 'a path is relative to the distribution, without scheme and host',
    check: (deployment, { application }) => eachPath(deployment, (path) => (
      namesHost(path, application) ? { fix: `write /${path.replace(/^([a-z][a-z0-9+.-]*:)?\/\//i, '').split('/').slice(1).join('/')}` } : undefined
    )),
  },
  {
    id: 'invalidation-wildcard',
    level: 'error',
    spec: ['INV-035'],
    editions: ['2014-10-21'],
    says: 'a * in a path is a plain character, so that each object is listed',
    check: (deployment) => eachPath(deployment, (path) => (path.includes('*') ? { fix: 'list each object' } : undefined)),
  },
  {
    id: 'invalidation-directory',
    level: 'warning',
    spec: ['INV-036'],
    says: 'a directory is cached with and without a slash at its end, as two objects',
    *check(deployment, context) {
      const directories = directoriesOf(deployment, context);
      const paths = new Set(pathsOf(deployment).map(([, path]) => withSlash(path)));
      yield* eachPath(deployment, (path) => {
        const full = withSlash(path);
        const other = full.endsWith('/') ? full.slice(0, -1) : `${full}/`;
        return directories.has(full.replace(/\/$/, '')) && !paths.has(other) && !paths.has(`${full.replace(/\/$/, '')}*`) ? { fix: `add ${other}` } : undefined;
      });
    },
  },
  {
    id: 'invalidation-path-length',
    level: 'error',
    spec: ['INV-037'],
    apiError: 'InvalidArgument',
    says: `a path has at most ${LIMITS.invalidationPathCharacters} characters`,
    check: (deployment) => eachPath(deployment, (path) => (
      path.length > LIMITS.invalidationPathCharacters ? { limit: `${LIMITS.invalidationPathCharacters} characters`, says: `it has ${path.length} characters`, fix: 'use a wildcard' } : undefined
    )),
  },
  {
    id: 'invalidation-signed',
    level: 'warning',
    spec: ['INV-039'],
    says: 'objects are cached without the parameters of a signature',
    check: (deployment) => eachPath(deployment, (path) => (SIGNED.test(path) ? { fix: `write ${path.split('?')[0]}` } : undefined)),
  },
  {
    id: 'invalidation-paths-limit',
    level: 'error',
    spec: ['INV-044'],
    editions: ['2014-10-21'],
    apiError: 'TooManyInvalidationsInProgress',
    says: `at most ${LIMITS.invalidationPathsInProgress} paths are invalidated at a time`,
    check: (deployment) => tooMany(deployment, LIMITS.invalidationPathsInProgress, 'list fewer'),
  },
  {
    id: 'invalidation-paths-rate',
    level: 'warning',
    spec: ['INV-044'],
    editions: ['current'],
    apiError: 'TooManyInvalidationsInProgress',
    says: `CloudFront takes ${LIMITS.invalidationPathsPerSecond} paths a second`,
    check: (deployment) => tooMany(deployment, LIMITS.invalidationPathsPerSecond, 'use a wildcard, which counts as one path'),
  },
  {
    id: 'invalidation-of-everything',
    level: 'info',
    spec: ['INV-008'],
    says: 'so many paths are invalidated with less work and cost by one wildcard, or by a new distribution or new paths',
    check: (deployment, { facts }) => tooMany(deployment, MANY_PATHS, facts.edition === 'current' ? 'write /*, which counts as one path' : 'give the objects new paths, or make a new distribution'),
  },
];

/** Rules about paths that a deployment removes from the caches. */
export const invalidationRules: RuleSet = { bucketDeployment };
