import type { Edition } from '.';

/**
 * Quotas that AWS raises on request, by the name under which `--quota NAME=N` and the constructs' props raise them.
 * A configuration beyond one is a warning, since the account may have a higher one.
 */
export interface Quotas {
  /** Web and RTMP distributions together. */
  readonly distributionsPerAccount: number;
  readonly stagingDistributionsPerAccount: number;
  readonly multiTenantDistributionsPerAccount: number;
  /** With Lambda@Edge functions. */
  readonly lambdaDistributionsPerAccount: number;
  readonly tagsPerDistribution: number;
  readonly originsPerDistribution: number;
  readonly originGroupsPerDistribution: number;
  readonly cacheBehaviorsPerDistribution: number;
  readonly aliasesPerDistribution: number;
  readonly customHeadersPerOrigin: number;
  /** Seconds, as is the next. */
  readonly originReadTimeout: number;
  readonly originKeepaliveTimeout: number;
  readonly vpcOriginsPerAccount: number;
  readonly dedicatedIpCertificatesPerAccount: number;
  readonly originAccessIdentitiesPerAccount: number;
  readonly originAccessControlsPerAccount: number;
  readonly distributionsPerOriginAccessControl: number;
  readonly trustedSignersPerCacheBehavior: number;
  readonly keyGroupsPerCacheBehavior: number;
  readonly keyGroupsPerAccount: number;
  readonly publicKeysPerKeyGroup: number;
  readonly distributionsPerKeyGroup: number;
  /** Of the cache policy and the origin request policy together. */
  readonly forwardedHeadersPerCacheBehavior: number;
  /** In `ForwardedValues`, as are the next two. */
  readonly headersPerCacheBehavior: number;
  readonly cookiesPerCacheBehavior: number;
  readonly queryStringsPerCacheBehavior: number;
  readonly headersPerCachePolicy: number;
  readonly cookiesPerCachePolicy: number;
  readonly queryStringsPerCachePolicy: number;
  readonly headersPerOriginRequestPolicy: number;
  readonly cookiesPerOriginRequestPolicy: number;
  readonly queryStringsPerOriginRequestPolicy: number;
  readonly customHeadersPerResponseHeadersPolicy: number;
  readonly contentSecurityPolicyCharacters: number;
  readonly cachePoliciesPerAccount: number;
  readonly originRequestPoliciesPerAccount: number;
  readonly responseHeadersPoliciesPerAccount: number;
  readonly continuousDeploymentPoliciesPerAccount: number;
  readonly functionsPerAccount: number;
  readonly connectionFunctionsPerAccount: number;
  readonly keyValueStoresPerAccount: number;
  /** Distributions that use one policy, as are the next two. */
  readonly distributionsPerCachePolicy: number;
  readonly distributionsPerOriginRequestPolicy: number;
  readonly distributionsPerResponseHeadersPolicy: number;
  readonly distributionsPerFunction: number;
  readonly distributionsPerConnectionFunction: number;
  /** Protected by one web ACL. */
  readonly distributionsPerWebAcl: number;
  readonly tenantsPerAccount: number;
  readonly domainsPerTenant: number;
  readonly connectionGroupsPerAccount: number;
  readonly trustStoresPerAccount: number;
  /** Of one certificate in the bundle of a trust store. */
  readonly trustStoreCertificateBytes: number;
  readonly parametersPerTenant: number;
  readonly parametersPerMultiTenantDistribution: number;
  /** Parameters of tenants in one domain name or path of an origin. */
  readonly parametersPerField: number;
  readonly distributionsPerAnycastIpList: number;
  readonly connectionGroupsPerAnycastIpList: number;
  readonly functionsPerKeyValueStore: number;
  readonly lambdaFunctionsPerDistribution: number;
}

const CURRENT: Quotas = {
  distributionsPerAccount: 500,
  stagingDistributionsPerAccount: 20,
  multiTenantDistributionsPerAccount: 20,
  lambdaDistributionsPerAccount: 500,
  tagsPerDistribution: 50,
  originsPerDistribution: 100,
  originGroupsPerDistribution: 10,
  cacheBehaviorsPerDistribution: 75,
  aliasesPerDistribution: 100,
  customHeadersPerOrigin: 30,
  originReadTimeout: 120,
  originKeepaliveTimeout: 300,
  vpcOriginsPerAccount: 25,
  dedicatedIpCertificatesPerAccount: 2,
  originAccessIdentitiesPerAccount: 100,
  originAccessControlsPerAccount: 100,
  distributionsPerOriginAccessControl: 100,
  trustedSignersPerCacheBehavior: 5,
  keyGroupsPerCacheBehavior: 4,
  keyGroupsPerAccount: 10,
  publicKeysPerKeyGroup: 5,
  distributionsPerKeyGroup: 100,
  forwardedHeadersPerCacheBehavior: 25,
  headersPerCacheBehavior: 10,
  cookiesPerCacheBehavior: 10,
  queryStringsPerCacheBehavior: 10,
  headersPerCachePolicy: 10,
  cookiesPerCachePolicy: 10,
  queryStringsPerCachePolicy: 10,
  headersPerOriginRequestPolicy: 10,
  cookiesPerOriginRequestPolicy: 10,
  queryStringsPerOriginRequestPolicy: 10,
  customHeadersPerResponseHeadersPolicy: 10,
  contentSecurityPolicyCharacters: 1_783,
  cachePoliciesPerAccount: 20,
  originRequestPoliciesPerAccount: 20,
  responseHeadersPoliciesPerAccount: 20,
  continuousDeploymentPoliciesPerAccount: 20,
  functionsPerAccount: 100,
  connectionFunctionsPerAccount: 100,
  keyValueStoresPerAccount: 200,
  distributionsPerCachePolicy: 100,
  distributionsPerOriginRequestPolicy: 100,
  distributionsPerResponseHeadersPolicy: 100,
  distributionsPerFunction: 100,
  distributionsPerConnectionFunction: 100,
  distributionsPerWebAcl: 100,
  tenantsPerAccount: 10_000,
  domainsPerTenant: 100,
  connectionGroupsPerAccount: 100,
  trustStoresPerAccount: 20,
  trustStoreCertificateBytes: 16_384,
  parametersPerTenant: 5,
  parametersPerMultiTenantDistribution: 5,
  parametersPerField: 2,
  distributionsPerAnycastIpList: 100,
  connectionGroupsPerAnycastIpList: 5,
  functionsPerKeyValueStore: 100,
  lambdaFunctionsPerDistribution: 100,
};

export const QUOTAS: { readonly [edition in Edition]: Quotas } = {
  'current': CURRENT,
  '2014-10-21': { ...CURRENT, distributionsPerAccount: 100, originsPerDistribution: 10, cacheBehaviorsPerDistribution: 10 },
};
