import { Application, at, CacheBehavior, cacheBehaviorsOf, isKnown, knownItems, LambdaFunction, Location, Part, s3HostName, StreamingDistribution, Value, WebDistribution } from '../config';
import { Rule, RuleContext, RuleSet, Subjects } from './rule';
import { below } from './stated';

/** What a part was in the application as it is deployed now, among parts of its kind: by logical id in the template of that name, or in the only one. */
function before<P extends Part>({ location }: P, { application, deployed }: RuleContext, partsOf: (application: Application) => readonly P[]): P | undefined {
  return deployed === undefined ? undefined : counterpart(location, application, deployed, partsOf);
}

/** What a part of one application is in the other one. */
function counterpart<P extends Part>(
  { logicalId, template }: Location, from: Application, to: Application, partsOf: (application: Application) => readonly P[],
): P | undefined {
  const isOnly = from.templates.length === 1 && to.templates.length === 1;
  return partsOf(to).find(({ location }) => location.logicalId === logicalId && (isOnly || location.template === template));
}

/** How many may sign; undefined where the template does not tell. */
function countOf(signers: Value<readonly unknown[]>): number | undefined {
  return isKnown(signers) ? signers.length : undefined;
}

/** The bucket that is streamed; undefined where the template does not tell. */
function bucketNameOf({ s3DomainName }: StreamingDistribution): string | undefined {
  return isKnown(s3DomainName) ? s3HostName(s3DomainName)?.bucket ?? s3DomainName : undefined;
}

function wantsSignatures({ trustedSigners, trustedKeyGroups }: CacheBehavior): boolean {
  return [...knownItems(trustedSigners), ...knownItems(trustedKeyGroups)].length > 0;
}

function isPublic({ trustedSigners, trustedKeyGroups }: CacheBehavior): boolean {
  return countOf(trustedSigners) === 0 && countOf(trustedKeyGroups) === 0;
}

const ENABLED_LATER = { says: 'the content is public now; with signers every URL without a signature is refused', fix: 'enable signers when whatever links to the content signs its URLs' };

const publicKey: readonly Rule<Subjects['publicKey']>[] = [
  {
    id: 'public-key-replaced',
    level: 'warning',
    spec: ['OTD-170'],
    apiError: 'CannotChangeImmutablePublicKeyFields',
    says: 'a public key is not replaced in place: a new key is a new resource',
    *check(key, context) {
      const old = before(key, context, ({ publicKeys }) => publicKeys);
      if (old === undefined || !isKnown(key.encodedKey) || !isKnown(old.encodedKey)) return;
      const [present, former] = [key.encodedKey, old.encodedKey].map((text) => text.replace(/\s/g, ''));
      if (present !== former) yield { at: at(key, 'EncodedKey'), says: 'another key is deployed in this resource', fix: 'add a resource for the new key, trust both, and remove the old one when nothing is signed with it any more' };
    },
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'signers-enabled-later',
    level: 'warning',
    spec: ['RTM-107', 'PRV-058'],
    says: 'signers are enabled for content in use when its signed URLs are ready',
    *check(site, context) {
      const old = before(site, context, ({ distributions }) => distributions);
      for (const behavior of old === undefined ? [] : cacheBehaviorsOf(site).filter(wantsSignatures)) {
        const former = cacheBehaviorsOf(old!).find(({ isDefault, pathPattern }) => isDefault === behavior.isDefault && pathPattern === behavior.pathPattern);
        const property = knownItems(behavior.trustedKeyGroups).length > 0 ? 'TrustedKeyGroups' : 'TrustedSigners';
        if (former !== undefined && isPublic(former)) yield { at: at(behavior, property), ...ENABLED_LATER };
      }
    },
  },
  {
    id: 'lambda-deleted-with-association',
    level: 'warning',
    spec: ['FUN-137'],
    says: 'a function of Lambda@Edge is deleted some hours after its last association, when CloudFront has deleted its replicas',
    *check(site, context) {
      const old = before(site, context, ({ distributions }) => distributions);
      const isGone = ({ location }: LambdaFunction) => counterpart(location, context.deployed!, context.application, ({ resources }) => resources) === undefined;
      const gone = (old === undefined ? [] : lambdasOf(old)).filter(isGone);
      for (const { location: { logicalId } } of new Map(gone.map((lambda) => [lambda.arn, lambda])).values()) {
        yield {
          at: site.location,
          says: `the function ${logicalId} goes with its association, and cannot be deleted while it has replicas`,
          fix: 'remove the association first, and the function some hours later; or retain the function and its version (RemovalPolicy.RETAIN)',
        };
      }
    },
  },
];

/** The functions of Lambda@Edge that a distribution has at present. */
function lambdasOf(site: WebDistribution): LambdaFunction[] {
  return cacheBehaviorsOf(site).flatMap(({ lambdaAssociations }) => lambdaAssociations.flatMap((association) => association.function ?? []));
}

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'rtmp-signers-enabled-later',
    level: 'warning',
    spec: ['RTM-107'],
    says: 'signers are enabled for a distribution in use when its signed URLs are ready',
    *check(site, context) {
      const old = before(site, context, ({ streamingDistributions }) => streamingDistributions);
      if (old !== undefined && countOf(old.trustedSigners) === 0 && knownItems(site.trustedSigners).length > 0) yield { at: at(site, 'TrustedSigners'), ...ENABLED_LATER };
    },
  },
  {
    id: 'rtmp-origin-changed',
    level: 'error',
    spec: ['RTM-062'],
    apiError: 'IllegalUpdate',
    says: 'the bucket of an RTMP distribution stays what it is',
    *check(site, context) {
      const old = before(site, context, ({ streamingDistributions }) => streamingDistributions);
      const [present, former] = [site, old].map((one) => one && bucketNameOf(one));
      if (present === undefined || former === undefined || present === former) return;
      yield {
        at: at(site, 'S3Origin.DomainName'),
        got: site.s3DomainName,
        says: `the distribution streams ${former}, and the origin of an RTMP distribution cannot be changed`,
        fix: 'create another RTMP distribution (in a template, with another logical id) for the new bucket, point links or DNS to its domain name, then delete this one',
      };
    },
  },
];

const keyValueStore: readonly Rule<Subjects['keyValueStore']>[] = [
  {
    id: 'key-value-store-source-changed',
    level: 'warning',
    spec: ['FUN-117'],
    says: 'a key value store is filled when it is created, and keeps its pairs when its import file changes',
    *check(store, context) {
      const old = before(store, context, ({ keyValueStores }) => keyValueStores);
      const [present, former] = [store, old].map((one) => below(one?.stated, 'ImportSource')?.SourceArn);
      if (typeof present === 'string' && typeof former === 'string' && present !== former) {
        yield { at: at(store, 'ImportSource.SourceArn'), got: present, says: 'the store keeps the pairs that it was created with', fix: 'change the pairs by the API of key value stores, or make a new store' };
      }
    },
  },
];

/** Rules about what an update of deployed resources does not change, or changes for viewers at once. */
export const updateRules: RuleSet = { publicKey, distribution, streamingDistribution, keyValueStore };
