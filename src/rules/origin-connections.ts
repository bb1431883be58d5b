import { at, exceeds, isKnown, Origin, Part, Quotas, Value } from '../config';
import { eachOrigin } from './each-origin';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { oneOf } from './values';

/** The parts of an origin that can say how long CloudFront waits for it. */
function timedParts({ s3, custom, vpc }: Origin): { readonly part: Part; readonly readTimeout: Value<number>; readonly keepaliveTimeout?: Value<number> }[] {
  return [s3, custom, vpc].flatMap((part) => (part === undefined ? [] : [{ part, ...part }]));
}

function* timeout(part: Part, property: string, seconds: Value<number> | undefined, quotas: Quotas, quota: 'originReadTimeout' | 'originKeepaliveTimeout'): Iterable<Violation> {
  if (!exceeds(seconds, quotas[quota])) return;
  yield {
    at: at(part, property),
    got: seconds,
    limit: `${quotas[quota]} seconds unless AWS has raised the quota`,
    fix: `lower it, or ask AWS for more and state it with the quota ${quota}`,
  };
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-connection-attempts',
    level: 'error',
    spec: ['OTD-044', 'DTD-116'],
    says: 'CloudFront tries 1, 2 or 3 times to connect to an origin',
    check: eachOrigin((origin) => oneOf(origin, 'ConnectionAttempts', origin.connectionAttempts, [1, 2, 3])),
  },
  {
    id: 'origin-connection-timeout',
    level: 'error',
    spec: ['OTD-045', 'DTD-116'],
    says: 'a connection to an origin may take 1 to 10 seconds',
    check: eachOrigin(function* (origin) {
      if (exceeds(origin.connectionTimeout, 10) || exceeds(1, origin.connectionTimeout)) {
        yield { at: at(origin, 'ConnectionTimeout'), got: origin.connectionTimeout, limit: '1 to 10 seconds', fix: 'use 1 to 10' };
      }
    }),
  },
  {
    id: 'origin-timeout-too-short',
    level: 'error',
    spec: ['OTD-046', 'OTD-047', 'OTD-093'],
    apiError: 'InvalidArgument',
    says: 'CloudFront waits for an origin, and keeps a connection, at least 1 second',
    check: eachOrigin(function* (origin) {
      for (const { part, readTimeout, keepaliveTimeout } of timedParts(origin)) {
        if (exceeds(1, readTimeout)) yield { at: at(part, 'OriginReadTimeout'), got: readTimeout, limit: 'at least 1 second', fix: 'use 1 or more' };
        if (exceeds(1, keepaliveTimeout)) yield { at: at(part, 'OriginKeepaliveTimeout'), got: keepaliveTimeout, limit: 'at least 1 second', fix: 'use 1 or more' };
      }
    }),
  },
  {
    id: 'origin-timeout-quota',
    level: 'warning',
    spec: ['OTD-046', 'OTD-047', 'OTD-093', 'DTD-116'],
    apiError: 'InvalidArgument',
    says: 'CloudFront waits for an origin, and keeps a connection, as long as the account\'s quotas allow',
    check: eachOrigin(function* (origin, { quotas }) {
      for (const { part, readTimeout, keepaliveTimeout } of timedParts(origin)) {
        yield* timeout(part, 'OriginReadTimeout', readTimeout, quotas, 'originReadTimeout');
        yield* timeout(part, 'OriginKeepaliveTimeout', keepaliveTimeout, quotas, 'originKeepaliveTimeout');
      }
    }),
  },
  {
    id: 'response-completion-timeout',
    level: 'error',
    spec: ['OTD-048'],
    apiError: 'InvalidArgument',
    says: 'a whole response may take as long as CloudFront waits for one piece of it, or longer',
    check: eachOrigin(function* (origin) {
      const { responseCompletionTimeout: whole } = origin;
      for (const { readTimeout } of timedParts(origin)) {
        if (!exceeds(readTimeout, whole)) continue;
        yield {
          at: at(origin, 'ResponseCompletionTimeout'),
          got: whole,
          limit: `at least ${readTimeout} seconds, the read timeout`,
          fix: 'raise it, or lower OriginReadTimeout',
        };
      }
    }),
  },
  {
    id: 'response-completion-timeout-staging',
    level: 'error',
    spec: ['OTD-049'],
    apiError: 'InvalidArgument',
    says: 'continuous deployment does not take a response completion timeout',
    check: eachOrigin(function* (origin, _, { staging, stated }) {
      const policy = stated.ContinuousDeploymentPolicyId;
      if (!isKnown(origin.responseCompletionTimeout) || !(staging === true || (isKnown(policy) && policy !== ''))) return;
      yield {
        at: at(origin, 'ResponseCompletionTimeout'),
        got: origin.responseCompletionTimeout,
        says: `the distribution ${staging === true ? 'is a staging one' : 'has a continuous deployment policy'}, which excludes a response completion timeout`,
        fix: 'remove it',
      };
    }),
  },
  {
    id: 'origin-ip-address-type',
    level: 'error',
    spec: ['OTD-037'],
    apiError: 'InvalidArgument',
    says: 'a custom origin is reached by IPv4, by IPv6, or by both',
    check: eachOrigin(function* ({ custom }) {
      const got = custom?.stated.IpAddressType;
      if (custom !== undefined && typeof got === 'string') yield* oneOf(custom, 'IpAddressType', got, ['ipv4', 'ipv6', 'dualstack']);
    }),
  },
];

/** Rules about how CloudFront connects to origins, and how long it waits. */
export const originConnectionRules: RuleSet = { distribution };
