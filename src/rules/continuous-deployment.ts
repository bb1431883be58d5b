import { Application, at, cacheBehaviorsOf, ContinuousDeploymentPolicy, exceeds, isKnown, knownItems, Part, Value, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { oneOf } from './values';

const TYPES = { SingleWeight: 'SingleWeightConfig', SingleHeader: 'SingleHeaderConfig' } as const;
const HEADER_PREFIX = 'aws-cf-cd-';
const GREATEST_WEIGHT = 0.15;
const STICKINESS = { from: 300, to: 3600 };

/** What primary and staging distribution have in common, as properties of DistributionConfig: all but the parts that a staging distribution tries out. */
const SHARED = ['PriceClass', 'ViewerCertificate', 'HttpVersion', 'IPV6Enabled', 'WebACLId'] as const;

const policy: readonly Rule<Subjects['continuousDeploymentPolicy']>[] = [
  {
    id: 'continuous-deployment-staging-name',
    level: 'error',
    spec: ['DTD-127'],
    says: 'a continuous deployment policy names the CloudFront domain name of one staging distribution',
    *check(subject) {
      const { stagingDomainNames: names } = subject;
      if (!isKnown(names)) return;
      const place = at(subject, 'StagingDistributionDnsNames');
      if (names.length !== 1) yield { at: place, says: `it names ${names.length}`, fix: 'name one staging distribution' };
      for (const name of knownItems(names)) {
        if (!name.endsWith('.cloudfront.net')) yield { at: place, got: name, limit: 'a name such as d111111abcdef8.cloudfront.net', fix: 'use the DomainName of the staging distribution' };
      }
    },
  },
  {
    id: 'continuous-deployment-type',
    level: 'error',
    spec: ['DTD-128'],
    says: 'traffic is chosen by SingleWeight or by SingleHeader, with the configuration of that type alone',
    *check(subject) {
      const traffic = trafficOf(subject);
      yield* oneOf(traffic, 'Type', subject.type, Object.keys(TYPES));
      const parts = { SingleWeight: subject.weight, SingleHeader: subject.header };
      if (subject.type !== 'SingleWeight' && subject.type !== 'SingleHeader') return;
      const other = subject.type === 'SingleWeight' ? 'SingleHeader' : 'SingleWeight';
      if (parts[subject.type] === undefined) yield { at: at(traffic, 'Type'), got: subject.type, says: `${TYPES[subject.type]} is missing`, fix: `add ${TYPES[subject.type]}` };
      if (parts[other] !== undefined) yield { at: at(traffic, 'Type'), got: subject.type, says: `${TYPES[other]} goes with the type ${other}`, fix: `remove ${TYPES[other]}` };
    },
  },
  {
    id: 'continuous-deployment-weight',
    level: 'error',
    spec: ['DTD-129'],
    says: 'from 0 to 0.15 of the requests may go to a staging distribution',
    *check({ weight }) {
      if (weight === undefined || !isKnown(weight.weight) || weight.weight === undefined) return;
      if (weight.weight >= 0 && weight.weight <= GREATEST_WEIGHT) return;
      yield { at: at(weight, 'Weight'), got: weight.weight, limit: `0 to ${GREATEST_WEIGHT}`, fix: 'give the share as a fraction, such as 0.05 for 5 %' };
    },
  },
  {
    id: 'continuous-deployment-stickiness',
    level: 'error',
    spec: ['DTD-130'],
    says: 'a session is idle for 300 to 3600 s at most and lasts 300 to 3600 s, the former not longer than the latter',
    *check({ weight }) {
      const stickiness = weight?.stickiness;
      if (stickiness === undefined) return;
      yield* withinSession(stickiness, 'IdleTTL', stickiness.idleTtl);
      yield* withinSession(stickiness, 'MaximumTTL', stickiness.maximumTtl);
      const { idleTtl, maximumTtl } = stickiness;
      if (!isKnown(idleTtl) || !isKnown(maximumTtl) || idleTtl === undefined || !exceeds(idleTtl, maximumTtl)) return;
      yield { at: at(stickiness, 'IdleTTL'), got: idleTtl, limit: `MaximumTTL, ${String(maximumTtl)} s`, fix: 'lower IdleTTL or raise MaximumTTL' };
    },
  },
  {
    id: 'continuous-deployment-header',
    level: 'error',
    spec: ['DTD-131'],
    says: `the header that leads to a staging distribution begins with ${HEADER_PREFIX}`,
    *check({ header }) {
      if (header === undefined || !isKnown(header.name) || header.name === undefined || header.name.toLowerCase().startsWith(HEADER_PREFIX)) return;
      yield { at: at(header, 'Header'), got: header.name, limit: `a name such as ${HEADER_PREFIX}test`, fix: `put ${HEADER_PREFIX} before it` };
    },
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'staging-distribution-reach',
    level: 'error',
    spec: ['DTD-132'],
    says: 'a staging distribution has neither aliases nor a continuous deployment policy: it is reached through its primary distribution',
    *check(site) {
      if (site.staging !== true) return;
      if (knownItems(site.aliases).length > 0) yield { at: at(site, 'Aliases'), got: site.aliases, fix: 'remove the aliases' };
      if (site.continuousDeploymentPolicyId === undefined || !isKnown(site.continuousDeploymentPolicyId)) return;
      yield { at: at(site, 'ContinuousDeploymentPolicyId'), fix: 'give the policy to the primary distribution' };
    },
  },
  {
    id: 'staging-path-patterns',
    level: 'error',
    spec: ['DTD-133'],
    says: 'a staging distribution has no path patterns but those of its primary distribution',
    *check(site, { application }) {
      const patterns = patternsOf(primaryOf(site, application));
      if (patterns === undefined) return;
      for (const behavior of site.cacheBehaviors) {
        const { pathPattern: pattern } = behavior;
        if (isKnown(pattern) && !patterns.includes(pattern)) yield { at: at(behavior, 'PathPattern'), got: pattern, fix: 'add it to the primary distribution first, or remove it' };
      }
    },
  },
  {
    id: 'staging-differences',
    level: 'error',
    spec: ['DTD-134'],
    says: 'a staging distribution differs from its primary in behaviors, origins, error pages, geo restriction, root object, logging and comment alone',
    *check(site, { application }) {
      const primary = primaryOf(site, application);
      if (primary === undefined) return;
      for (const property of SHARED) {
        const [own, other] = [site.stated[property], primary.stated[property]];
        if (isWhollyKnown(own) && isWhollyKnown(other) && JSON.stringify(own) !== JSON.stringify(other)) {
          yield { at: at(site, property), got: own, says: `the primary distribution ${primary.location.logicalId} has another ${property}`, fix: 'use the same in both' };
        }
      }
    },
  },
  {
    id: 'staging-web-acl',
    level: 'warning',
    spec: ['DTD-135'],
    says: 'a web ACL cannot be associated for the first time, nor taken away, while a continuous deployment policy is attached',
    *check(site) {
      if (site.continuousDeploymentPolicyId === undefined || !isKnown(site.webAclId) || (site.webAclId ?? '') === '') return;
      yield { at: at(site, 'WebACLId'), fix: 'deploy the web ACL before the policy, then acknowledge this' };
    },
  },
];

function trafficOf(subject: ContinuousDeploymentPolicy): Part {
  const stated = subject.stated.TrafficConfig;
  return stated === undefined ? subject : { location: at(subject, 'TrafficConfig'), stated: stated as Part['stated'] };
}

function* withinSession(part: Part, property: string, seconds: Value<number> | undefined): Iterable<Violation> {
  if (seconds === undefined || !isKnown(seconds) || (seconds >= STICKINESS.from && seconds <= STICKINESS.to)) return;
  yield { at: at(part, property), got: seconds, limit: `${STICKINESS.from} to ${STICKINESS.to} s`, fix: 'choose a number of seconds in between' };
}

/** The distribution of the application whose policy sends traffic to a staging distribution. */
function primaryOf(site: WebDistribution, { distributions, continuousDeploymentPolicies }: Application): WebDistribution | undefined {
  if (site.staging !== true) return undefined;
  const leading = continuousDeploymentPolicies.filter(({ stagingDomainNames }) => knownItems(stagingDomainNames).includes(site.domainName)).map(({ id }) => id);
  return distributions.find(({ continuousDeploymentPolicyId: id }) => isKnown(id) && id !== undefined && leading.includes(id));
}

/** The path patterns of a distribution, unless one of them is not known. */
function patternsOf(site: WebDistribution | undefined): readonly string[] | undefined {
  const patterns = site && cacheBehaviorsOf(site).map(({ pathPattern }) => pathPattern);
  return patterns?.every(isKnown) === true ? patterns as readonly string[] : undefined;
}

function isWhollyKnown(value: unknown): boolean {
  if (!isKnown(value)) return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isWhollyKnown);
}

export const continuousDeploymentRules: RuleSet = { continuousDeploymentPolicy: policy, distribution };
