import { at, awsHostName, isKnown, LIMITS, Origin, OriginAccessControl, REGIONS_WITHOUT_ACCESS_IDENTITIES, s3HostName } from '../config';
import { accountOf } from './accounts';
import { eachOrigin } from './each-origin';
import { hostOf } from './origin-host';
import { accessControlOf, accessIdentityOf, hasAccessControl, hasAccessIdentity, regionOf } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { isBucket } from './target-origin';
import { atMostCharacters, oneOf, required } from './values';

const ORIGIN_TYPES = ['s3', 'mediastore', 'mediapackagev2', 'lambda'];

/** The type of access control that an origin takes; `none` for one that takes none, undefined where the template does not tell. */
function accessTypeOf(origin: Origin): string | undefined {
  const host = hostOf(origin);
  if (isBucket(origin)) return 's3';
  if (origin.vpc !== undefined) return 'none';
  if (host === undefined) return undefined;
  const service = s3HostName(host) === undefined ? awsHostName(host)?.service : undefined;
  return service !== undefined && ORIGIN_TYPES.includes(service) ? service : 'none';
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-access-identity-and-control',
    level: 'error',
    spec: ['OTD-124'],
    apiError: 'InvalidArgument',
    says: 'an origin has an access identity or an access control, not both',
    check: eachOrigin(function* (origin) {
      if (origin.s3 !== undefined && hasAccessControl(origin) && hasAccessIdentity(origin)) {
        yield { at: at(origin.s3, 'OriginAccessIdentity'), got: origin.s3.originAccessIdentity, fix: 'leave OriginAccessIdentity empty and keep the access control' };
      }
    }),
  },
  {
    id: 'origin-access-identity-form',
    level: 'error',
    spec: ['WEB-038', 'PRV-032'],
    apiError: 'InvalidOriginAccessIdentity',
    says: 'an access identity is given as origin-access-identity/cloudfront/ID',
    check: eachOrigin(function* ({ s3 }) {
      const got = s3?.originAccessIdentity;
      if (s3 !== undefined && isKnown(got) && got !== '' && !/^origin-access-identity\/cloudfront\/[A-Z0-9]+$/.test(got)) {
        yield { at: at(s3, 'OriginAccessIdentity'), got, limit: 'origin-access-identity/cloudfront/ID', fix: 'put origin-access-identity/cloudfront/ before the id, which is not the canonical user id' };
      }
    }),
  },
  {
    id: 'origin-access-identity-legacy',
    level: 'warning',
    spec: ['OTD-131'],
    editions: ['current'],
    says: 'an access identity is the legacy way: without SSE-KMS, without writing, without newer regions',
    check: eachOrigin(function* ({ s3, ...origin }) {
      if (s3 !== undefined && hasAccessIdentity({ s3, ...origin })) yield { at: at(s3, 'OriginAccessIdentity'), fix: 'use an origin access control' };
    }),
  },
  {
    id: 'origin-access-identity-region',
    level: 'error',
    spec: ['OTD-132'],
    says: 'buckets in regions opened after December 2022 are not read by an access identity',
    check: eachOrigin(function* (origin, { application }) {
      const region = regionOf(origin, application);
      if (origin.s3 === undefined || !hasAccessIdentity(origin) || !isKnown(region) || !REGIONS_WITHOUT_ACCESS_IDENTITIES.includes(region)) return;
      yield { at: at(origin.s3, 'OriginAccessIdentity'), says: `the bucket is in ${region}, where access identities do not work`, fix: 'use an origin access control' };
    }),
  },
  {
    id: 'origin-access-control-type',
    level: 'error',
    spec: ['OTD-104', 'OTD-123', 'OTD-143'],
    apiError: 'InvalidArgument',
    says: 'the type of an access control is the kind of the origin',
    check: eachOrigin(function* (origin, { application }) {
      const type = accessTypeOf(origin);
      const control = accessControlOf(origin, application);
      if (type === 'none' && hasAccessControl(origin) && s3HostName(hostOf(origin) ?? '')?.website !== true) {
        yield { at: at(origin, 'OriginAccessControlId'), says: 'this origin takes no access control', limit: 'buckets, MediaStore, MediaPackage v2 and function URLs', fix: 'remove it' };
      }
      if (type === undefined || type === 'none' || control === undefined || !isKnown(control.originType) || control.originType === type) return;
      yield { at: at(origin, 'OriginAccessControlId'), says: `the access control is of type ${control.originType}, the origin is of type ${type}`, fix: `use an access control of type ${type}` };
    }),
  },
  {
    id: 'origin-access-control-https',
    level: 'error',
    spec: ['OTD-125'],
    apiError: 'InvalidArgument',
    says: 'CloudFront signs requests to function URLs and MediaPackage v2 by HTTPS only',
    check: eachOrigin(function* (origin) {
      const type = accessTypeOf(origin);
      if (origin.custom === undefined || !hasAccessControl(origin) || (type !== 'lambda' && type !== 'mediapackagev2')) return;
      if (origin.custom.protocolPolicy === 'http-only') yield { at: at(origin.custom, 'OriginProtocolPolicy'), got: 'http-only', limit: 'https-only', fix: 'use https-only' };
    }),
  },
  {
    id: 'origin-access-control-match-viewer',
    level: 'warning',
    spec: ['OTD-125', 'OTD-144'],
    says: 'an origin that checks CloudFront\'s signature is asked by HTTPS',
    check: eachOrigin(function* (origin) {
      const got = origin.custom?.protocolPolicy;
      const type = accessTypeOf(origin);
      if (origin.custom === undefined || !hasAccessControl(origin) || type === undefined || type === 'none') return;
      if (got === 'match-viewer' || (got === 'http-only' && type === 'mediastore')) yield { at: at(origin.custom, 'OriginProtocolPolicy'), got, limit: 'https-only', fix: 'use https-only' };
    }),
  },
  {
    id: 'origin-access-identity-account',
    level: 'error',
    spec: ['WEB-042'],
    apiError: 'InvalidOriginAccessIdentity',
    says: 'an access identity is of the account that the distribution is of',
    check: eachOrigin(function* (origin, { application }, site) {
      const identity = accessIdentityOf(origin, application);
      const [own, other] = [accountOf(site, application), identity && accountOf(identity, application)];
      if (origin.s3 !== undefined && own !== undefined && other !== undefined && own !== other) {
        yield { at: at(origin.s3, 'OriginAccessIdentity'), says: `the identity is of account ${other}, the distribution of ${own}`, fix: 'make an identity beside the distribution' };
      }
    }),
  },
];

const originAccessControl: readonly Rule<OriginAccessControl>[] = [
  {
    id: 'origin-access-control-name',
    level: 'error',
    spec: ['OTD-119'],
    apiError: 'InvalidArgument',
    says: `an access control has a name of at most ${LIMITS.accessControlNameCharacters} characters`,
    *check(control) {
      yield* required(control, 'Name', 'name it');
      yield* atMostCharacters(control, 'Name', typeof control.name === 'string' ? control.name : undefined, LIMITS.accessControlNameCharacters);
    },
  },
  {
    id: 'origin-access-control-name-unique',
    level: 'error',
    spec: ['OTD-119'],
    apiError: 'OriginAccessControlAlreadyExists',
    says: 'no two access controls of an account have the same name',
    *check(control, { application: { originAccessControls } }) {
      if (!isKnown(control.name) || control.name === '') return;
      const first = originAccessControls.find(({ name, location }) => name === control.name && location.template === control.location.template);
      if (first !== control) yield { at: at(control, 'Name'), got: control.name, fix: 'give it a name of its own' };
    },
  },
  {
    id: 'origin-access-control-origin-type',
    level: 'error',
    spec: ['OTD-120', 'OTD-143'],
    apiError: 'InvalidArgument',
    says: 'an access control is for one kind of origin',
    check: (control) => oneOf(control, 'OriginAccessControlOriginType', control.originType, ORIGIN_TYPES),
  },
  {
    id: 'origin-access-control-signing-behavior',
    level: 'error',
    spec: ['OTD-121'],
    apiError: 'InvalidArgument',
    says: 'an access control signs always, never, or where the viewer has not',
    check: (control) => oneOf(control, 'SigningBehavior', control.signingBehavior, ['always', 'never', 'no-override']),
  },
  {
    id: 'origin-access-control-signing-protocol',
    level: 'error',
    spec: ['OTD-122'],
    apiError: 'InvalidArgument',
    says: 'an access control signs by Signature Version 4',
    check: (control) => oneOf(control, 'SigningProtocol', control.signingProtocol, ['sigv4']),
  },
];

const originAccessIdentity: readonly Rule<Subjects['originAccessIdentity']>[] = [
  {
    id: 'origin-access-identity-comment',
    level: 'error',
    spec: ['PRV-025', 'WEB-040'],
    says: 'an access identity has a comment, be it empty',
    *check(identity) {
      if (identity.stated.Comment === undefined) yield { at: at(identity, 'Comment'), says: 'Comment is missing', fix: 'say what the identity is for' };
    },
  },
  {
    id: 'origin-access-identity-several',
    level: 'warning',
    spec: ['PRV-024', 'WEB-039', 'RTM-070'],
    says: 'one access identity does for all buckets of an account',
    *check(identity, { application: { originAccessIdentities } }) {
      const first = originAccessIdentities.find(({ location }) => location.template === identity.location.template);
      if (first !== identity && first !== undefined) yield { at: { ...identity.location, path: '' }, says: `the stack has ${first.location.logicalId}, too: one identity does for all its buckets`, fix: `use ${first.location.logicalId} for all origins` };
    },
  },
];

/** Rules about as whom CloudFront asks an origin. */
export const originAccessRules: RuleSet = { distribution, originAccessControl, originAccessIdentity };
