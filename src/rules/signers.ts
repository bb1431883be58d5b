import { at, CacheBehavior, cacheBehaviorsOf, isKnown, knownItems, Origin, Value, WebDistribution } from '../config';
import { hasAccessControl, hasAccessIdentity } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { isBucket, targetOrigins } from './target-origin';
import { repetitions, withinQuota } from './values';
import { covers, overlap } from './wildcards';

const SIGNERS_OF_GUIDE = 5;

function countOf(list: Value<readonly unknown[]>): number {
  return isKnown(list) ? list.length : 0;
}

/** Whether a behavior wants signed URLs or cookies: `undefined` where the template does not tell. */
function wantsSignatures({ trustedSigners, trustedKeyGroups }: CacheBehavior): boolean | undefined {
  if (countOf(trustedSigners) > 0 || countOf(trustedKeyGroups) > 0) return true;
  return isKnown(trustedSigners) && isKnown(trustedKeyGroups) ? false : undefined;
}

/** Behaviors that want signatures, each with the origins that it leads to. */
function signed(site: WebDistribution): { readonly behavior: CacheBehavior; readonly property: string; readonly origins: readonly Origin[] }[] {
  return cacheBehaviorsOf(site).filter(wantsSignatures).map((behavior) => ({
    behavior,
    property: countOf(behavior.trustedKeyGroups) > 0 ? 'TrustedKeyGroups' : 'TrustedSigners',
    origins: targetOrigins(site, behavior),
  }));
}

/** Whether a server can tell CloudFront's requests from others, as far as the template shows. */
function recognisesCloudFront({ custom, vpc, customHeaders, stated }: Origin): boolean {
  return vpc !== undefined || customHeaders.length > 0 || stated.OriginCustomHeaders !== undefined || custom?.stated.OriginMtlsConfig !== undefined;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'trusted-signer-account',
    level: 'error',
    spec: ['WEB-150', 'WEB-155', 'PRV-061', 'PRV-062', 'PRV-072'],
    apiError: 'TrustedSignerDoesNotExist',
    says: 'a trusted signer is self, or an AWS account number of 12 digits; an IAM user or role cannot be one',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        for (const [i, got] of isKnown(behavior.trustedSigners) ? behavior.trustedSigners.entries() : []) {
          if (isKnown(got) && !/^(self|\d{12})$/i.test(got)) yield { at: at(behavior, `TrustedSigners[${i}]`), got, limit: 'self, or 12 digits without hyphens', fix: 'give the account number' };
        }
      }
    },
  },
  {
    id: 'trusted-signer-repeated',
    level: 'warning',
    spec: ['WEB-157', 'PRV-063'],
    says: 'a trusted signer is listed once',
    *check(site, { application: { templates } }) {
      const account = templates.find(({ name }) => name === site.location.template)?.account;
      for (const behavior of cacheBehaviorsOf(site)) {
        if (!isKnown(behavior.trustedSigners) || !behavior.trustedSigners.every(isKnown)) continue;
        const accounts = behavior.trustedSigners.map((signer) => (signer === 'self' && isKnown(account) ? account : String(signer).replace(/-/g, '')));
        for (const { index } of repetitions(accounts)) yield { at: at(behavior, `TrustedSigners[${index}]`), got: behavior.trustedSigners[index], fix: 'keep one of them' };
      }
    },
  },
  {
    id: 'trusted-signer-limit',
    level: 'error',
    spec: ['PRV-059'],
    editions: ['2014-10-21'],
    apiError: 'TooManyTrustedSigners',
    says: `a cache behavior has at most ${SIGNERS_OF_GUIDE} trusted signers`,
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const count = countOf(behavior.trustedSigners);
        if (count > SIGNERS_OF_GUIDE) yield { at: at(behavior, 'TrustedSigners'), says: `it has ${count} signers; allowed: ${SIGNERS_OF_GUIDE}`, fix: 'remove some' };
      }
    },
  },
  {
    id: 'trusted-signer-quota',
    level: 'warning',
    spec: ['PRV-059'],
    editions: ['current'],
    apiError: 'TooManyTrustedSigners',
    says: 'the number of trusted signers is within the account\'s quota',
    *check(site, { quotas }) {
      for (const behavior of cacheBehaviorsOf(site)) yield* withinQuota(behavior, 'TrustedSigners', countOf(behavior.trustedSigners), quotas, 'trustedSignersPerCacheBehavior');
    },
  },
  {
    id: 'trusted-signer-legacy',
    level: 'warning',
    spec: ['OTD-175'],
    editions: ['current'],
    yieldsTo: ['trusted-signer-tenants'],
    says: 'accounts as signers are legacy: their keys are made by the root user; key groups need none',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        if (countOf(behavior.trustedSigners) > 0) yield { at: at(behavior, 'TrustedSigners'), got: behavior.trustedSigners, fix: 'use TrustedKeyGroups with public keys' };
      }
    },
  },
  {
    id: 'trusted-signer-tenants',
    level: 'error',
    spec: ['OTD-176', 'DTD-234'],
    apiError: 'InvalidArgument',
    says: 'a multi-tenant distribution takes key groups, and no accounts, as signers',
    *check(site) {
      if (site.connectionMode !== 'tenant-only') return;
      for (const behavior of cacheBehaviorsOf(site)) {
        if (countOf(behavior.trustedSigners) > 0) yield { at: at(behavior, 'TrustedSigners'), got: behavior.trustedSigners, fix: 'use TrustedKeyGroups' };
      }
    },
  },
  {
    id: 'key-groups-per-behavior',
    level: 'warning',
    spec: ['OTD-174', 'DTD-120'],
    apiError: 'TooManyKeyGroupsAssociatedToDistribution',
    says: 'the number of trusted key groups is within the account\'s quota',
    *check(site, { quotas }) {
      for (const behavior of cacheBehaviorsOf(site)) yield* withinQuota(behavior, 'TrustedKeyGroups', countOf(behavior.trustedKeyGroups), quotas, 'keyGroupsPerCacheBehavior');
    },
  },
  {
    id: 'signed-custom-origin',
    level: 'warning',
    spec: ['ORG-045', 'PRV-011', 'GEO-041'],
    says: 'whoever knows the name of a public server gets its content without a signature',
    *check(site) {
      for (const { behavior, property, origins } of signed(site)) {
        const open = origins.find((origin) => !isBucket(origin) && hasAccessControl(origin) === false && !recognisesCloudFront(origin));
        if (open === undefined) continue;
        yield {
          at: at(behavior, property),
          says: `signatures are wanted here, but anyone can ask the origin ${open.id} itself`,
          fix: 'let the origin refuse requests without a secret custom header, use mutual TLS or a VPC origin, and never publish its name',
        };
      }
    },
  },
  {
    id: 'signed-open-bucket',
    level: 'warning',
    spec: ['PRV-017', 'GEO-041'],
    says: 'a bucket that is not reached through an access control can be read past the signatures',
    *check(site) {
      for (const { behavior, property, origins } of signed(site)) {
        const open = origins.find((origin) => isBucket(origin) && hasAccessControl(origin) === false && hasAccessIdentity(origin) === false);
        if (open === undefined) continue;
        yield {
          at: at(behavior, property),
          says: `signatures are wanted here, but viewers can read the bucket of the origin ${open.id} by its S3 URLs`,
          fix: 'give the origin an access control, and make the bucket private',
        };
      }
    },
  },
  {
    id: 'signed-paths-taken',
    level: 'warning',
    spec: ['PRV-056', 'OBJ-006', 'WEB-072'],
    says: 'the first behavior whose path pattern matches decides whether a signature is needed',
    *check({ cacheBehaviors }) {
      for (const [i, later] of cacheBehaviors.entries()) {
        const pattern = later.pathPattern;
        if (!isKnown(pattern) || !wantsSignatures(later)) continue;
        const earlier = cacheBehaviors.slice(0, i).find((candidate) => wantsSignatures(candidate) === false && takesFrom(candidate, pattern));
        if (earlier === undefined) continue;
        yield {
          at: at(earlier, 'PathPattern'),
          got: earlier.pathPattern,
          says: `it takes paths of ${pattern}, which wants signatures, without one`,
          fix: `put the behavior for ${pattern} before it`,
        };
      }
    },
  },
];

/** Whether a behavior takes some paths of a later one, other than as an exception within it. */
function takesFrom({ pathPattern }: CacheBehavior, later: string): boolean {
  return isKnown(pathPattern) && overlap(pathPattern, later) && !covers(later, pathPattern);
}

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'rtmp-signed-open-bucket',
    level: 'warning',
    spec: ['PRV-017'],
    says: 'a bucket that is not reached through an access identity can be read past the signatures',
    *check(site) {
      if (knownItems(site.trustedSigners).length > 0 && site.originAccessIdentity === '') {
        yield { at: at(site, 'TrustedSigners'), says: 'signatures are wanted, but viewers can read the bucket by its S3 URLs', fix: 'set S3Origin.OriginAccessIdentity, and make the bucket private' };
      }
    },
  },
];

/** Rules about who may sign URLs and cookies, and what a signature protects. */
export const signerRules: RuleSet = { distribution, streamingDistribution };
