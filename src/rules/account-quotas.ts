import { allDistributions, Application, cacheBehaviorsOf, LIMITS, Location, Part, Quotas, WebDistribution } from '../config';
import { accountKey } from './accounts';
import { Rule, RuleSet, Subjects } from './rule';

type PartsOf = (application: Application) => readonly Part[];

const ofType = (type: string): PartsOf => ({ resources }) => resources.filter((resource) => resource.type === `AWS::CloudFront::${type}`);
const sites = (isCounted: (site: WebDistribution) => boolean): PartsOf => ({ distributions }) => distributions.filter(isCounted);

/** Things of which an account has a number, by their quota. */
const COUNTED: readonly (readonly [keyof Quotas, string, PartsOf])[] = [
  ['distributionsPerAccount', 'distributions', allDistributions],
  ['stagingDistributionsPerAccount', 'staging distributions', sites(({ staging }) => staging === true)],
  ['multiTenantDistributionsPerAccount', 'multi-tenant distributions', sites(({ connectionMode }) => connectionMode === 'tenant-only')],
  [
    'lambdaDistributionsPerAccount', 'distributions with Lambda@Edge functions',
    sites((site) => cacheBehaviorsOf(site).some(({ lambdaAssociations }) => lambdaAssociations.length > 0)),
  ],
  ['dedicatedIpCertificatesPerAccount', 'certificates with dedicated IP addresses', dedicatedIpCertificates],
  ['cachePoliciesPerAccount', 'cache policies', ({ cachePolicies }) => cachePolicies],
  ['originRequestPoliciesPerAccount', 'origin request policies', ({ originRequestPolicies }) => originRequestPolicies],
  ['responseHeadersPoliciesPerAccount', 'response headers policies', ({ responseHeadersPolicies }) => responseHeadersPolicies],
  ['continuousDeploymentPoliciesPerAccount', 'continuous deployment policies', ({ continuousDeploymentPolicies }) => continuousDeploymentPolicies],
  ['functionsPerAccount', 'functions', ({ functions }) => functions],
  ['connectionFunctionsPerAccount', 'connection functions', ({ connectionFunctions }) => connectionFunctions],
  ['keyValueStoresPerAccount', 'key value stores', ({ keyValueStores }) => keyValueStores],
  ['keyGroupsPerAccount', 'key groups', ({ keyGroups }) => keyGroups],
  ['originAccessIdentitiesPerAccount', 'origin access identities', ({ originAccessIdentities }) => originAccessIdentities],
  ['originAccessControlsPerAccount', 'origin access controls', ({ originAccessControls }) => originAccessControls],
  ['vpcOriginsPerAccount', 'VPC origins', ofType('VpcOrigin')],
  ['tenantsPerAccount', 'distribution tenants', ofType('DistributionTenant')],
  ['connectionGroupsPerAccount', 'connection groups', ofType('ConnectionGroup')],
  ['trustStoresPerAccount', 'trust stores', ofType('TrustStore')],
];

/** Things of which AWS gives no account more. */
const LIMITED: readonly (readonly [number, string, PartsOf])[] = [
  [LIMITS.realtimeLogConfigsPerAccount, 'real-time log configurations', ofType('RealtimeLogConfig')],
  [LIMITS.encryptionConfigsPerAccount, 'field-level encryption configurations', ofType('FieldLevelEncryptionConfig')],
  [LIMITS.encryptionProfilesPerAccount, 'field-level encryption profiles', ofType('FieldLevelEncryptionProfile')],
];

/** The certificates that clients without SNI get, each once. */
function dedicatedIpCertificates({ distributions }: Application): Part[] {
  const first = new Map<unknown, Part>();
  for (const { viewerCertificate: certificate } of distributions) {
    if (certificate?.sslSupportMethod !== 'vip') continue;
    const named = certificate.acmCertificate?.location ?? certificate.acmCertificateArn ?? certificate.iamCertificateId;
    if (typeof named === 'string' || certificate.acmCertificate !== undefined) first.set(typeof named === 'string' ? named : JSON.stringify(named), certificate);
  }
  return [...first.values()];
}

/** The first resource of each account that is one too many. */
function* tooMany(app: Application, partsOf: PartsOf, limit: number): Iterable<Location> {
  const counts = new Map<string, number>();
  for (const part of partsOf(app)) {
    const account = accountKey(part, app);
    const count = (counts.get(account) ?? 0) + 1;
    counts.set(account, count);
    if (count === limit + 1) yield { ...part.location, path: '' };
  }
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'account-quota',
    level: 'warning',
    spec: [
      'POL-029', 'POL-080', 'POL-125', 'FUN-038', 'FUN-114', 'FUN-127', 'RTM-141', 'DST-104', 'WEB-013', 'OTD-107', 'OTD-145', 'OTD-174', 'PRV-022', 'DTD-116', 'DTD-117', 'DTD-118', 'DTD-119',
      'DTD-120', 'DTD-121', 'DTD-241',
    ],
    says: 'the number of distributions, policies, functions, key groups and so on is within the account\'s quotas',
    *check(app, { quotas }) {
      for (const [quota, what, partsOf] of COUNTED) {
        for (const at of tooMany(app, partsOf, quotas[quota])) {
          yield { at, says: `the account has more than ${quotas[quota]} ${what} in this app alone`, fix: `share some, or ask AWS for more and state it with the quota ${quota}` };
        }
      }
    },
  },
  {
    id: 'account-limit',
    level: 'error',
    spec: ['DTD-116', 'DTD-120'],
    editions: ['current'],
    apiError: 'LimitExceeded',
    says: 'an account has a fixed number of real-time log configurations and of configurations for field-level encryption',
    *check(app) {
      for (const [limit, what, partsOf] of LIMITED) {
        for (const at of tooMany(app, partsOf, limit)) yield { at, says: `the account has more than ${limit} ${what} in this app alone`, fix: 'let several distributions share one' };
      }
    },
  },
];

/** Rules about numbers that AWS limits by account, as far as one app can tell. */
export const accountQuotaRules: RuleSet = { application };
