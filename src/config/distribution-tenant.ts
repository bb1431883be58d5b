import { Part } from './location';
import { isKnown, UNKNOWN, Value } from './unknown';
import { GeoRestriction, WebDistribution } from './web-distribution';

/** One of the web sites that share a distribution: `AWS::CloudFront::DistributionTenant`. */
export interface DistributionTenant extends Part {
  /** The id that the local edge gives it, the same on every run. */
  readonly id: string;
  /** Absent for the connection group that CloudFront makes by itself. */
  readonly connectionGroupId: Value<string> | undefined;
  readonly enabled: Value<boolean>;
  /** The names by which viewers reach it. */
  readonly domains: Value<readonly Value<string>[]>;
  readonly parameters: readonly TenantParameter[];
  /** What applies in the place of the distribution's; absent for the distribution's. */
  readonly geoRestriction: GeoRestriction | undefined;
  /** Whether CloudFront asks for a certificate for its domains by itself. */
  readonly isCertificateManaged: boolean;
  /** Its distribution as its viewers have it: with its domains, values and customizations; absent when the application does not define it. */
  readonly distribution: WebDistribution | undefined;
}

/** The ids of distributions by those of their tenants. */
export function distributionIds(tenants: readonly DistributionTenant[]): ReadonlyMap<string, string> {
  return new Map(tenants.flatMap(({ id, distribution }) => (distribution === undefined ? [] : [[id, distribution.id] as const])));
}

/** A value that a tenant has for a parameter of its distribution. */
export interface TenantParameter extends Part {
  readonly name: Value<string> | undefined;
  readonly value: Value<string> | undefined;
}

/** Through which name viewers reach tenants: `AWS::CloudFront::ConnectionGroup`. */
export interface ConnectionGroup extends Part {
  readonly id: string;
  /** The domain name to which the DNS records of tenants lead, such as `d1a2b3c4d5e6f7.cloudfront.net`. */
  readonly routingEndpoint: string;
  readonly enabled: Value<boolean>;
}

const PARAMETER = /\{\{([^{}:]*)\}\}/g;

/** The names of the parameters that stand in a text as `{{name}}`. */
export function parametersIn(text: Value<string> | undefined): string[] {
  return isKnown(text) ? [...text.matchAll(PARAMETER)].map(([, name]) => name) : [];
}

/** A text with values in the place of its parameters; those without a value stay. */
export function withValues(text: Value<string>, values: ReadonlyMap<string, Value<string>>): Value<string> {
  if (!isKnown(text)) return text;
  if (parametersIn(text).some((name) => values.get(name) === UNKNOWN)) return UNKNOWN;
  return text.replace(PARAMETER, (parameter, name) => String(values.get(name) ?? parameter));
}
