import { Application, at, BucketDeployment, DeployedFile, isKnown, isSameResource } from '../config';
import { Rule, RuleContext, RuleSet, Subjects } from './rule';
import { behaviorsTo } from './target-origin';
import { covers } from './wildcards';

const CONTENT_HASH = /[._-](?=[0-9a-z]*\d)[0-9a-z]{8,}\.\w+$/i;
const PAGE = /\.html?$/i;

/** Names from which no type of content follows. */
const UNTYPED = /(^|\/)[^./]+$|\.(bin|dat|data)$/i;

/** Files that are compressed already, so that gzip hardly makes them smaller. */
const COMPRESSED = /\.(avif|flv|gif|jpe?g|m4a|m4v|mov|mp3|mp4|ogg|png|webm|webp|zip)$/i;

const GZIPPED_TEXT = /\.(css|html?|js|json|mjs|svg|txt|xml)\.gz$/i;

const MAX_AGE = /(?:^|,)\s*(?:s-maxage|max-age)\s*=\s*("?)([^,]*?)\1\s*(?=,|$)/gi;

/** The files of a deployment; undefined where they are not known. */
function filesOf({ contents }: BucketDeployment, { deployedFiles }: RuleContext): readonly DeployedFile[] | undefined {
  const lists = contents.map(deployedFiles);
  return lists.length > 0 && lists.every(isKnown) ? lists.flatMap((list) => (isKnown(list) ? list : [])) : undefined;
}

/** Whether a deployment sets a header, or may do so. */
function sets({ stated: { SystemMetadata: stated } }: BucketDeployment, header: string): boolean {
  return stated !== undefined && (!isKnown(stated) || Object.keys(stated as object).some((name) => name.toLowerCase() === header));
}

/** Whether a distribution of the application serves the bucket. */
function isServed({ bucket }: BucketDeployment, { distributions }: Application): boolean {
  const origins = distributions.flatMap((distribution) => distribution.origins);
  return origins.some((origin) => isSameResource(origin.bucket, bucket));
}

/** Whether all files but pages have their content's hash in their names. */
function isVersioned(files: readonly DeployedFile[]): boolean {
  return files.every(({ key }) => PAGE.test(key) || CONTENT_HASH.test(key));
}

/** Whether a deployment removes something from a cache. */
function invalidates({ distributionId }: BucketDeployment): boolean {
  return distributionId !== undefined && distributionId !== '';
}

/** Whether everything, or a whole directory, is removed. */
function invalidatesMany({ distributionPaths, ...deployment }: BucketDeployment): boolean {
  if (!invalidates({ distributionPaths, ...deployment }) || !isKnown(distributionPaths)) return false;
  return distributionPaths.length === 0 || distributionPaths.some((path) => isKnown(path) && path.endsWith('*'));
}

/** The lifetimes in a Cache-Control header, as they are written. */
function lifetimesIn(cacheControl: string): string[] {
  return [...cacheControl.matchAll(MAX_AGE)].map(([, , lifetime]) => lifetime);
}

const bucketDeployment: readonly Rule<Subjects['bucketDeployment']>[] = [
  {
    id: 'deployment-lifetime',
    level: 'info',
    spec: ['OBJ-134', 'OBJ-095'],
    says: 'files say how long they stay cached; without it, the default TTL of the behavior decides, and browsers guess',
    *check(deployment, { application }) {
      if (!isServed(deployment, application) || sets(deployment, 'cache-control') || sets(deployment, 'expires')) return;
      yield { at: at(deployment, 'SystemMetadata'), fix: 'set cacheControl: a short max-age for pages, a long one for versioned files' };
    },
  },
  {
    id: 'deployment-max-age',
    level: 'warning',
    spec: ['OBJ-104'],
    says: 'max-age and s-maxage are a number of seconds',
    *check({ metadata, ...deployment }) {
      const got = metadata['cache-control'];
      if (got !== undefined && lifetimesIn(got).some((lifetime) => !/^\d+$/.test(lifetime))) {
        yield { at: at(deployment, 'SystemMetadata'), got, says: 'max-age is no number of seconds, so that nobody heeds it', limit: 'such as max-age=3600', fix: 'write a number of seconds' };
      }
    },
  },
  {
    id: 'deployment-expires',
    level: 'warning',
    spec: ['OBJ-111'],
    says: 'once the date of Expires has passed, every request goes to the origin; max-age begins anew each time',
    *check(deployment) {
      if (deployment.metadata.expires !== undefined && !sets(deployment, 'cache-control')) yield { at: at(deployment, 'SystemMetadata'), got: deployment.metadata.expires, fix: 'set cacheControl with max-age instead' };
    },
  },
  {
    id: 'deployment-without-invalidation',
    level: 'warning',
    spec: ['OBJ-097'],
    says: 'files that are replaced under the same name are served from the cache as they were, until they expire',
    *check(deployment, context) {
      if (invalidates(deployment) || !isServed(deployment, context.application) || sets(deployment, 'cache-control')) return;
      if (!isVersioned(filesOf(deployment, context) ?? [])) yield { at: at(deployment, 'DistributionId'), fix: 'give the distribution, so that paths are invalidated, or put a hash into the names' };
    },
  },
  {
    id: 'invalidation-of-browser-copies',
    level: 'info',
    spec: ['INV-009'],
    says: 'an invalidation does not reach what browsers keep; a new name does, costs nothing, and is easy to take back',
    *check(deployment, context) {
      const lifetimes = lifetimesIn(deployment.metadata['cache-control'] ?? '').map(Number);
      if (!invalidatesMany(deployment) || !lifetimes.some((lifetime) => lifetime > 0) || isVersioned(filesOf(deployment, context) ?? [])) return;
      yield { at: at(deployment, 'DistributionPaths'), fix: 'put a hash into the names of files, and invalidate pages such as /index.html only' };
    },
  },
  {
    id: 'deployment-content-type',
    level: 'warning',
    spec: ['OBJ-092'],
    says: 'an object has a Content-Type; none follows from this name',
    *check(deployment, context) {
      if (sets(deployment, 'content-type') || !isServed(deployment, context.application)) return;
      const untyped = (filesOf(deployment, context) ?? []).map(({ key }) => key).filter((key) => UNTYPED.test(key));
      if (untyped.length > 0) yield { at: at(deployment, 'SystemMetadata'), says: `no Content-Type follows from the name of ${untyped[0]}`, fix: 'deploy such files on their own, with contentType' };
    },
  },
  {
    id: 'deployment-gzip-metadata',
    level: 'warning',
    spec: ['ERR-106'],
    says: 'a compressed file that stands beside the plain one has the metadata Content-Encoding: gzip',
    *check(deployment, context) {
      if (sets(deployment, 'content-encoding') || !isServed(deployment, context.application)) return;
      const keys = deploymentsBeside(deployment, context.application).flatMap((other) => filesOf(other, context) ?? []).map(({ key }) => key);
      const compressed = (filesOf(deployment, context) ?? []).find(({ key }) => GZIPPED_TEXT.test(key) && keys.includes(key.replace(/\.gz$/i, '')));
      if (compressed !== undefined) {
        yield { at: at(deployment, 'SystemMetadata'), says: `the file ${compressed.key} is the compressed form of a file, but has no Content-Encoding`, fix: 'deploy compressed files on their own, with contentEncoding gzip' };
      }
    },
  },
  {
    id: 'deployment-gzip-same-name',
    level: 'error',
    spec: ['ERR-103'],
    says: 'the compressed form of a file has another name than the file, or one replaces the other',
    *check(deployment, context) {
      if (deployment.metadata['content-encoding'] !== 'gzip') return;
      const plain = deploymentsBeside(deployment, context.application).filter((other) => !sets(other, 'content-encoding'));
      const keys = plain.flatMap((other) => filesOf(other, context) ?? []).map(({ key }) => key);
      const both = (filesOf(deployment, context) ?? []).find(({ key }) => keys.includes(key));
      if (both !== undefined) yield { at: at(deployment, 'DestinationBucketName'), says: `the file ${both.key} is deployed to this bucket twice: compressed, and plain`, fix: `name the compressed form ${both.key}.gz` };
    },
  },
  {
    id: 'deployment-gzip-media',
    level: 'info',
    spec: ['ERR-108'],
    says: 'images, video and audio are compressed already; gzip makes them hardly smaller, or larger',
    *check(deployment, context) {
      if (deployment.metadata['content-encoding'] !== 'gzip') return;
      const media = (filesOf(deployment, context) ?? []).find(({ key }) => COMPRESSED.test(key.replace(/\.gz$/i, '')));
      if (media !== undefined) yield { at: at(deployment, 'SystemMetadata'), got: media.key, fix: 'compress HTML, CSS and JavaScript only' };
    },
  },
  {
    id: 'deployed-file-unreachable',
    level: 'warning',
    spec: ['OBJ-089'],
    says: 'a file is distributed where a cache behavior for its path leads to its bucket',
    *check(deployment, context) {
      const files = filesOf(deployment, context) ?? [];
      for (const site of context.application.distributions) {
        for (const origin of site.origins.filter(({ bucket }) => isSameResource(bucket, deployment.bucket))) {
          const patterns = behaviorsTo(site, origin).map(({ pathPattern }) => pathPattern);
          if (patterns.length === 0 || !patterns.every(isKnown) || origin.path !== '') continue;
          const lost = files.find(({ key }) => !patterns.some((pattern) => covers(pattern, `/${key}`)));
          if (lost !== undefined) {
            const says = `no cache behavior of ${site.location.logicalId} leads /${lost.key} to this bucket, but only ${patterns.join(', ')}`;
            yield { at: at(deployment, 'DestinationBucketName'), says, fix: 'add a behavior for it, or let the default cache behavior lead there' };
          }
        }
      }
    },
  },
];

/** The deployments to the bucket of a deployment, itself included. */
function deploymentsBeside({ bucket }: BucketDeployment, { bucketDeployments }: Application): readonly BucketDeployment[] {
  return bucketDeployments.filter((other) => isSameResource(other.bucket, bucket));
}

/** Rules about files that an app deploys to the bucket of a distribution. */
export const deploymentRules: RuleSet = { bucketDeployment };
