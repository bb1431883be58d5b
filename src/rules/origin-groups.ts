import { at, awsHostName, cacheBehaviorsOf, isKnown, Origin, OriginGroup, Value, WebDistribution } from '../config';
import { Rule, RuleContext, RuleSet, Subjects, Violation } from './rule';
import { behaviorsToGroup, runsFunctionAtOrigin } from './target-origin';
import { oneOf, withinQuota } from './values';

type CheckGroup = (group: OriginGroup, context: RuleContext, site: WebDistribution) => Iterable<Violation>;

function eachGroup(check: CheckGroup): Rule<Subjects['distribution']>['check'] {
  return function* (site, context) {
    for (const group of site.originGroups) yield* check(group, context, site);
  };
}

/** The items of a list in CloudFormation's older form, `{ Quantity, Items }`; undefined where they are not known. */
function itemsOf(list: unknown): readonly unknown[] | undefined {
  const items = propertyOf(list, 'Items');
  return Array.isArray(items) ? items : items === undefined && isKnown(list) ? [] : undefined;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && isKnown(value) ? (value as { readonly [name: string]: unknown })[name] : undefined;
}

/** The members, unless the template does not tell them all. */
function membersOf({ stated, members }: OriginGroup): string[] | undefined {
  return itemsOf(stated.Members) !== undefined && members.every(isKnown) ? (members as string[]) : undefined;
}

function statusCodesOf({ stated, failoverStatusCodes }: OriginGroup): Value<number>[] | undefined {
  const isStated = isKnown(stated.FailoverCriteria) || stated.FailoverCriteria === undefined;
  return isStated && itemsOf(propertyOf(stated.FailoverCriteria, 'StatusCodes') ?? {}) !== undefined && isKnown(failoverStatusCodes) ? [...failoverStatusCodes] : undefined;
}

function* quantity(location: Violation['at'], list: unknown): Iterable<Violation> {
  const [items, count] = [itemsOf(list), propertyOf(list, 'Quantity')];
  if (items === undefined || count === undefined || !isKnown(count) || Number(count) === items.length) return;
  yield { at: location, got: count, says: `there are ${items.length} items`, fix: `write ${items.length}` };
}

/** Whether a member is known not to be a MediaPackage v2 endpoint. */
function isOtherThanMediaPackage({ domainName }: Origin): boolean {
  return isKnown(domainName) && awsHostName(domainName)?.service !== 'mediapackagev2';
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-group-quota',
    level: 'warning',
    spec: ['OTD-022', 'DTD-116'],
    apiError: 'TooManyOriginGroupsPerDistribution',
    says: 'the number of origin groups is within the account\'s quota',
    check: (site, { quotas }) => withinQuota(site, 'OriginGroups', site.originGroups.length, quotas, 'originGroupsPerDistribution'),
  },
  {
    id: 'origin-group-members',
    level: 'error',
    spec: ['ORG-068', 'OTD-058'],
    apiError: 'InvalidArgument',
    says: 'an origin group has two different origins of the distribution: the primary, then the secondary',
    check: eachGroup(function* (group, _, { origins }) {
      const members = membersOf(group);
      if (members === undefined) return;
      const place = at(group, 'Members');
      if (members.length !== 2) yield { at: place, got: members, says: `the group has ${members.length} members; allowed: 2`, fix: 'name the primary and the secondary origin' };
      else if (members[0] === members[1]) yield { at: place, got: members, says: 'both members are the same origin', fix: 'name another origin as the second' };
      const ids = origins.map(({ id }) => id);
      if (!ids.every(isKnown)) return;
      for (const member of members.filter((id) => !ids.includes(id))) yield { at: place, got: members, says: `the member ${member || 'without OriginId'} is no origin of the distribution`, fix: `name one of ${ids.join(', ')}` };
    }),
  },
  {
    id: 'origin-group-quantity',
    level: 'error',
    spec: ['OTD-059'],
    apiError: 'InconsistentQuantities',
    says: 'each Quantity is the number of items beside it',
    *check(site) {
      yield* quantity(at(site, 'OriginGroups.Quantity'), site.stated.OriginGroups);
      for (const group of site.originGroups) {
        yield* quantity(at(group, 'Members.Quantity'), group.stated.Members);
        yield* quantity(at(group, 'FailoverCriteria.StatusCodes.Quantity'), propertyOf(group.stated.FailoverCriteria, 'StatusCodes'));
      }
    },
  },
  {
    id: 'failover-status-codes',
    level: 'error',
    spec: ['ORG-069', 'OTD-060'],
    apiError: 'InvalidArgument',
    says: 'CloudFront fails over for some status codes, of which an origin group names at least one',
    check: eachGroup(function* (group, { facts }) {
      const codes = statusCodesOf(group);
      const allowed = facts.allowed.failoverStatusCodes;
      if (codes?.length === 0) yield { at: at(group, 'FailoverCriteria'), says: 'no status codes are given', limit: allowed.join(', '), fix: 'name at least one, such as 500, 502, 503 and 504' };
      for (const [i, code] of (codes ?? []).entries()) yield* oneOf(group, `FailoverCriteria.StatusCodes.Items[${i}]`, code, allowed);
    }),
  },
  {
    id: 'failover-without-connection',
    level: 'warning',
    spec: ['OTD-064'],
    says: 'a connection that fails counts as 503, a timeout as 504: without them neither makes CloudFront ask the second origin',
    check: eachGroup(function* (group) {
      const codes = statusCodesOf(group);
      if (codes === undefined || codes.length === 0 || !codes.every(isKnown)) return;
      const cases = [...codes.includes(503) ? [] : ['503 (the connection fails)'], ...codes.includes(504) ? [] : ['504 (the origin does not answer in time)']];
      if (cases.length > 0) yield { at: at(group, 'FailoverCriteria'), got: codes, says: `${cases.join(' and ')} ${cases.length === 1 ? 'does' : 'do'} not fail over`, fix: 'add 503 and 504' };
    }),
  },
  {
    id: 'failover-time',
    level: 'info',
    spec: ['OTD-065'],
    says: 'viewers wait until CloudFront has given up the first origin',
    check: eachGroup(function* ({ members }, _, { origins }) {
      const primary = origins.find(({ id }) => isKnown(id) && id === members[0]);
      if (primary === undefined || !isKnown(primary.connectionAttempts) || !isKnown(primary.connectionTimeout)) return;
      const seconds = primary.connectionAttempts * primary.connectionTimeout;
      if (seconds < 30) return;
      yield {
        at: at(primary, 'ConnectionTimeout'),
        says: `connecting may take ${primary.connectionAttempts} attempts of ${primary.connectionTimeout} s before the second origin is asked: ${seconds} s`,
        fix: 'lower ConnectionAttempts and ConnectionTimeout, for instance to 2 and 5',
      };
    }),
  },
  {
    id: 'origin-group-unused',
    level: 'warning',
    spec: ['OTD-066'],
    says: 'an origin group takes part when a cache behavior leads to it',
    check: eachGroup(function* (group, _, site) {
      const targets = cacheBehaviorsOf(site).map(({ targetOriginId }) => targetOriginId);
      if (!isKnown(group.id) || !targets.every((id) => id === undefined || isKnown(id)) || targets.includes(group.id)) return;
      yield { at: at(group, 'Id'), got: group.id, says: 'no cache behavior leads to this origin group', fix: 'lead a behavior to it, or remove it' };
    }),
  },
  {
    id: 'selection-criteria',
    level: 'error',
    spec: ['OTD-061'],
    apiError: 'InvalidArgument',
    says: 'the first origin is asked first, or the one with the better media quality',
    check: eachGroup((group) => oneOf(group, 'SelectionCriteria', group.selectionCriteria, ['default', 'media-quality-based'])),
  },
  {
    id: 'media-quality-origins',
    level: 'error',
    spec: ['ORG-061', 'OTD-061'],
    apiError: 'InvalidArgument',
    says: 'media quality is known of MediaPackage v2 origins only',
    check: eachGroup(function* ({ members, ...group }, _, { origins }) {
      if (group.selectionCriteria !== 'media-quality-based') return;
      const other = origins.find((origin) => isKnown(origin.id) && members.includes(origin.id) && isOtherThanMediaPackage(origin));
      if (other !== undefined) yield { at: at(group, 'SelectionCriteria'), got: 'media-quality-based', says: `its member ${other.id} is no MediaPackage v2 origin`, fix: 'use default, or endpoints of MediaPackage v2 as members' };
    }),
  },
  {
    id: 'media-quality-functions',
    level: 'error',
    spec: ['OTD-062'],
    apiError: 'InvalidArgument',
    says: 'a behavior whose origin is selected by media quality has no Lambda@Edge functions at the origin',
    check: eachGroup(function* (group, _, site) {
      if (group.selectionCriteria !== 'media-quality-based') return;
      for (const behavior of behaviorsToGroup(site, group).filter(runsFunctionAtOrigin)) {
        yield { at: at(behavior, 'LambdaFunctionAssociations'), got: behavior.lambdaAssociations.map(({ eventType }) => eventType), fix: 'use viewer events, or SelectionCriteria default' };
      }
    }),
  },
  {
    id: 'media-quality-channels',
    level: 'warning',
    spec: ['OTD-084'],
    says: 'media quality is scored for each cache behavior, so each channel has one of its own',
    check: eachGroup(function* (group, _, site) {
      if (group.selectionCriteria !== 'media-quality-based') return;
      const [only, ...more] = behaviorsToGroup(site, group);
      if (only?.isDefault && more.length === 0) yield { at: at(only, 'TargetOriginId'), got: group.id, says: 'all channels share the scores of the default cache behavior', fix: 'add a cache behavior for the path of each channel' };
    }),
  },
];

/** Rules about origin groups: which origin is asked when another fails. */
export const originGroupRules: RuleSet = { distribution };
