import { Application, Treatment } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';

/** Where a setting of web distributions belongs, for those that are looked for elsewhere. */
const COUNTRIES = {
  belongs: 'countries are restricted for a whole distribution, in DistributionConfig.Restrictions',
  fix: 'move it there; for a part of the content make a distribution of its own, or use a geolocation service with signed URLs',
};
const ORIGIN_PROTOCOL = {
  belongs: 'the origin protocol is set for custom origins alone; a bucket is asked by the protocol of the viewer',
  fix: 'remove it, or give the server a CustomOriginConfig',
};
const BEHAVIOR = { belongs: 'it is set for each cache behavior', fix: 'move it to DefaultCacheBehavior and to those of CacheBehaviors that are meant' };
const DISTRIBUTION = { belongs: 'it is set once for a distribution', fix: 'move it to DistributionConfig' };
const ORIGIN = { belongs: 'it is set for an origin', fix: 'move it to Origins[]' };

interface Belonging {
  readonly belongs: string;
  readonly fix: string;
}

const PLACES: { readonly [setting: string]: Belonging } = {
  Restrictions: COUNTRIES,
  GeoRestriction: COUNTRIES,
  OriginProtocolPolicy: ORIGIN_PROTOCOL,
  ...each(BEHAVIOR, [
    'AllowedMethods', 'CachedMethods', 'CachePolicyId', 'Compress', 'DefaultTTL', 'ForwardedValues', 'MaxTTL', 'MinTTL', 'OriginRequestPolicyId', 'PathPattern',
    'ResponseHeadersPolicyId', 'SmoothStreaming', 'TargetOriginId', 'TrustedKeyGroups', 'TrustedSigners', 'ViewerProtocolPolicy',
  ]),
  ...each(DISTRIBUTION, ['CacheBehaviors', 'CustomErrorResponses', 'DefaultCacheBehavior', 'DefaultRootObject', 'HttpVersion', 'OriginGroups', 'Origins', 'ViewerCertificate', 'WebACLId']),
  OriginAccessIdentity: { belongs: 'it is set for each S3 origin', fix: 'move it to the S3OriginConfig of each origin that is meant' },
  ...each(ORIGIN, ['CustomOriginConfig', 'OriginAccessControlId', 'OriginCustomHeaders', 'OriginPath', 'OriginShield', 'S3OriginConfig', 'VpcOriginConfig']),
};

function each(belonging: Belonging, settings: readonly string[]): { readonly [setting: string]: Belonging } {
  return Object.fromEntries(settings.map((setting) => [setting, belonging]));
}

/** Settings that RTMP distributions have, too. */
const OF_BOTH: readonly string[] = ['OriginAccessIdentity'];

/** Whether a property that the reader does not know in its place is one that this file's rules are about. */
export function isMisplaced({ location: { path } }: Treatment, type: string | undefined): boolean {
  const name = nameOf(path);
  return Object.hasOwn(PLACES, name) && (type === WEB || (type === RTMP && !OF_BOTH.includes(name)));
}

const WEB = 'AWS::CloudFront::Distribution';
const RTMP = 'AWS::CloudFront::StreamingDistribution';

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
}

function* misplacedIn(application: Application, type: string, violation: (name: string) => Omit<Violation, 'at'>): Iterable<Violation> {
  const resources = new Set(application.resources.filter((resource) => resource.type === type).map(({ location }) => `${location.template}/${location.logicalId}`));
  for (const treatment of application.treatment) {
    const { as, location } = treatment;
    if (as !== 'refused' || !resources.has(`${location.template}/${location.logicalId}`) || !isMisplaced(treatment, type)) continue;
    yield { at: location, ...violation(nameOf(location.path)) };
  }
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'misplaced-setting',
    level: 'error',
    spec: ['GEO-010', 'GEO-012', 'TLS-002', 'TLS-015', 'PRV-006', 'PRV-027'],
    yieldsTo: ['default-behavior-path-pattern'],
    says: 'a setting stands in the part of the distribution that it is for',
    check: (app) => misplacedIn(app, WEB, (name) => ({ says: `${name} has no place here: ${PLACES[name].belongs}`, fix: PLACES[name].fix })),
  },
  {
    id: 'rtmp-web-setting',
    level: 'error',
    spec: ['RTM-002', 'RTM-099', 'RTM-136', 'RTM-138', 'TLS-003', 'GEO-011', 'OBJ-021', 'OBJ-024', 'OBJ-038', 'OBJ-061', 'ERR-070'],
    says: 'an RTMP distribution has the settings of RTMP alone',
    check: (app) => misplacedIn(app, RTMP, (name) => ({ says: `${name} is a setting of web distributions; an RTMP distribution has none like it`, fix: 'remove it, or serve the content by a web distribution' })),
  },
];

/** Rules about settings that stand where CloudFormation does not know them. */
export const misplacedSettingsRules: RuleSet = { application };
