import { AnyDistribution, at, cacheBehaviorsOf, isKnown, LIMITS } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';
import { atMostCharacters, oneOf, required, withinQuota } from './values';

const anyDistribution: readonly Rule<AnyDistribution>[] = [
  {
    id: 'comment-length',
    level: 'error',
    spec: ['WEB-206', 'DST-047', 'RTM-085'],
    apiError: 'InvalidArgument',
    says: `the comment has at most ${LIMITS.commentCharacters} characters`,
    check: (site) => atMostCharacters(site, 'Comment', site.comment, LIMITS.commentCharacters),
  },
  {
    id: 'price-class',
    level: 'error',
    spec: ['WEB-159', 'DST-139', 'RTM-076'],
    apiError: 'InvalidArgument',
    says: 'the price class is one of those defined',
    check: (site, { facts }) => oneOf(site, 'PriceClass', site.priceClass, facts.allowed.priceClasses),
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  ...anyDistribution,
  {
    id: 'enabled-missing',
    level: 'error',
    spec: ['WEB-208', 'DST-025'],
    says: 'a distribution says whether it is enabled',
    check: (site) => required(site, 'Enabled', 'write Enabled: true, or false'),
  },
  {
    id: 'http-version',
    level: 'error',
    spec: ['DTD-018'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'viewers speak a version of HTTP that CloudFront knows',
    check: (site, { facts }) => oneOf(site, 'HttpVersion', isKnown(site.httpVersion) ? site.httpVersion.toLowerCase() : site.httpVersion, facts.allowed.httpVersions),
  },
  {
    id: 'cache-tag-header',
    level: 'error',
    spec: ['DTD-108'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'CacheTagConfig names the response header that has the tags of an object',
    *check(site) {
      const config = below(site.stated, 'CacheTagConfig');
      if (config === undefined || (config.HeaderName !== undefined && config.HeaderName !== '')) return;
      yield { at: at(site, 'CacheTagConfig.HeaderName'), says: 'HeaderName is missing', fix: 'give the name of the header, such as x-amz-meta-cache-tag' };
    },
  },
  {
    id: 'default-behavior-missing',
    level: 'error',
    spec: ['WEB-059'],
    says: 'a distribution has a default cache behavior',
    check: (site) => required(site, 'DefaultCacheBehavior', 'say to which origin requests go that match no path pattern'),
  },
  {
    id: 'viewer-protocol-policy',
    level: 'error',
    spec: ['WEB-092', 'TLS-001'],
    apiError: 'InvalidArgument',
    says: 'a cache behavior says by which protocols viewers may ask',
    *check(site, { facts }) {
      const allowed = facts.allowed.viewerProtocolPolicies;
      for (const behavior of cacheBehaviorsOf(site)) {
        if (Object.keys(behavior.stated).length > 0) yield* required(behavior, 'ViewerProtocolPolicy', `use ${allowed.join(' or ')}`);
        if (behavior.viewerProtocolPolicy !== '') yield* oneOf(behavior, 'ViewerProtocolPolicy', behavior.viewerProtocolPolicy, allowed);
      }
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'distribution-tags-quota',
    level: 'warning',
    spec: ['DTD-116'],
    editions: ['current'],
    says: 'the number of tags of a distribution is within the account\'s quota',
    *check({ resources }, { quotas }) {
      for (const site of resources.filter(({ type }) => type === 'AWS::CloudFront::Distribution')) {
        const { Tags: tags } = site.stated;
        yield* withinQuota(site, 'Tags', Array.isArray(tags) ? tags.length : 0, quotas, 'tagsPerDistribution');
      }
    },
  },
];

/** Rules about a distribution as a whole, and what every behavior has to say. */
export const distributionRules: RuleSet = { distribution, streamingDistribution: anyDistribution, application };
