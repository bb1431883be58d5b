import { Application } from '../config';
import { accountQuotaRules } from './account-quotas';
import { alarmRules } from './alarms';
import { aliasRules } from './aliases';
import { anycastRules } from './anycast';
import { behaviorPolicyRules } from './behavior-policies';
import { bucketPermissionRules } from './bucket-permissions';
import { cachePolicyRules } from './cache-policies';
import { certificateRules } from './certificates';
import { compressionRules } from './compression';
import { connectionFunctionRules } from './connection-functions';
import { continuousDeploymentRules } from './continuous-deployment';
import { crossOriginRules } from './cross-origin';
import { customOriginRules } from './custom-origins';
import { dashboardRules } from './dashboards';
import { deploymentRules } from './deployments';
import { distributionRules } from './distribution';
import { distributionTenantRules } from './distribution-tenants';
import { dnsRecordRules } from './dns-records';
import { edgeFunctionRules } from './edge-functions';
import { errorPageRules } from './error-pages';
import { fieldLevelEncryptionRules } from './field-level-encryption';
import { flashPlayerRules } from './flash-players';
import { forwardedCookiesRules } from './forwarded-cookies';
import { forwardedHeadersRules } from './forwarded-headers';
import { forwardedValuesRules } from './forwarded-values';
import { functionRules } from './functions';
import { geoRules } from './geo';
import { httpVersionRules } from './http-versions';
import { httpsRules } from './https';
import { iamPolicyRules } from './iam-policies';
import { invalidationRules } from './invalidations';
import { keyValueStoreRules } from './key-value-stores';
import { keyRules } from './keys';
import { lambdaEdgeRules } from './lambda-edge';
import { lambdaOriginTimeoutRules } from './lambda-origin-timeouts';
import { legacyForwardingRules } from './legacy-forwarding';
import { liveEncoderRules } from './live-encoders';
import { liveStreamingRules } from './live-streaming';
import { logBucketEncryptionRules } from './log-bucket-encryption';
import { logDeliveryRules } from './log-deliveries';
import { loggingRules } from './logging';
import { mediaServerStackRules } from './media-server-stacks';
import { methodRules } from './methods';
import { misplacedSettingsRules } from './misplaced-settings';
import { nameRules } from './names';
import { notificationRules } from './notifications';
import { objectLambdaRules } from './object-lambda';
import { originAccessRules } from './origin-access';
import { originConnectionRules } from './origin-connections';
import { originFirewallRules } from './origin-firewalls';
import { originGroupRules } from './origin-groups';
import { originHeaderRules } from './origin-headers';
import { originMtlsRules } from './origin-mtls';
import { originNameRules } from './origin-names';
import { originRequestPolicyRules } from './origin-request-policies';
import { originShieldRules } from './origin-shield';
import { originRules } from './origins';
import { pathPatternRules } from './path-patterns';
import { personalContentRules } from './personal-content';
import { playerPageRules } from './player-pages';
import { priceClassRules } from './price-class';
import { publishedStreamRules } from './published-streams';
import { publishedUrlRules } from './published-urls';
import { realtimeLogRules } from './realtime-logs';
import { responseHeadersPolicyRules } from './response-headers-policies';
import { rootObjectRules } from './root-object';
import { RuleSet, Subjects } from './rule';
import { s3OriginRules } from './s3-origins';
import { serverCertificateRules } from './server-certificates';
import { serviceOriginRules } from './service-origins';
import { sharedQuotaRules } from './shared-quotas';
import { signedAddressRules } from './signed-addresses';
import { signerRules } from './signers';
import { smoothStreamingRules } from './smooth-streaming';
import { stackRules } from './stacks';
import { streamingRules } from './streaming';
import { streamingMediaRules } from './streaming-media';
import { tenantRules } from './tenants';
import { trustStoreRules } from './trust-stores';
import { ttlRules } from './ttl';
import { updateRules } from './updates';
import { viewerMtlsRules } from './viewer-mtls';
import { vpcOriginNetworkRules } from './vpc-origin-networks';
import { vpcOriginRules } from './vpc-origins';
import { webAclRules } from './web-acls';
import { webSocketRules } from './web-sockets';

/** All rules, one set for each subject file. */
export const RULE_SETS: readonly RuleSet[] = [
  alarmRules,
  accountQuotaRules,
  aliasRules,
  behaviorPolicyRules,
  anycastRules,
  bucketPermissionRules,
  cachePolicyRules,
  certificateRules,
  compressionRules,
  connectionFunctionRules,
  continuousDeploymentRules,
  crossOriginRules,
  customOriginRules,
  dashboardRules,
  deploymentRules,
  distributionTenantRules,
  distributionRules,
  dnsRecordRules,
  edgeFunctionRules,
  errorPageRules,
  flashPlayerRules,
  fieldLevelEncryptionRules,
  forwardedCookiesRules,
  forwardedHeadersRules,
  forwardedValuesRules,
  functionRules,
  geoRules,
  httpVersionRules,
  httpsRules,
  iamPolicyRules,
  lambdaOriginTimeoutRules,
  legacyForwardingRules,
  liveEncoderRules,
  liveStreamingRules,
  invalidationRules,
  keyValueStoreRules,
  lambdaEdgeRules,
  keyRules,
  logBucketEncryptionRules,
  logDeliveryRules,
  loggingRules,
  mediaServerStackRules,
  methodRules,
  misplacedSettingsRules,
  nameRules,
  notificationRules,
  objectLambdaRules,
  originAccessRules,
  originConnectionRules,
  originFirewallRules,
  originGroupRules,
  originHeaderRules,
  originMtlsRules,
  originNameRules,
  originRequestPolicyRules,
  originRules,
  originShieldRules,
  pathPatternRules,
  personalContentRules,
  playerPageRules,
  realtimeLogRules,
  responseHeadersPolicyRules,
  priceClassRules,
  publishedStreamRules,
  publishedUrlRules,
  rootObjectRules,
  s3OriginRules,
  serverCertificateRules,
  smoothStreamingRules,
  serviceOriginRules,
  sharedQuotaRules,
  signedAddressRules,
  signerRules,
  stackRules,
  streamingRules,
  streamingMediaRules,
  tenantRules,
  trustStoreRules,
  ttlRules,
  updateRules,
  vpcOriginNetworkRules,
  vpcOriginRules,
  viewerMtlsRules,
  webAclRules,
  webSocketRules,
];

/** Where an application keeps what each kind of rule is about. */
export const SUBJECTS: { readonly [S in keyof Subjects]: (application: Application) => readonly Subjects[S][] } = {
  distribution: ({ distributions }) => distributions,
  streamingDistribution: ({ streamingDistributions }) => streamingDistributions,
  cachePolicy: ({ cachePolicies }) => cachePolicies,
  originRequestPolicy: ({ originRequestPolicies }) => originRequestPolicies,
  responseHeadersPolicy: ({ responseHeadersPolicies }) => responseHeadersPolicies,
  originAccessIdentity: ({ originAccessIdentities }) => originAccessIdentities,
  originAccessControl: ({ originAccessControls }) => originAccessControls,
  publicKey: ({ publicKeys }) => publicKeys,
  keyGroup: ({ keyGroups }) => keyGroups,
  function: ({ functions }) => functions,
  connectionFunction: ({ connectionFunctions }) => connectionFunctions,
  keyValueStore: ({ keyValueStores }) => keyValueStores,
  continuousDeploymentPolicy: ({ continuousDeploymentPolicies }) => continuousDeploymentPolicies,
  serverCertificate: ({ serverCertificates }) => serverCertificates,
  bucket: ({ buckets }) => buckets,
  bucketPolicy: ({ bucketPolicies }) => bucketPolicies,
  bucketDeployment: ({ bucketDeployments }) => bucketDeployments,
  iamPolicy: ({ iamPolicies }) => iamPolicies,
  alarm: ({ alarms }) => alarms,
  dashboard: ({ dashboards }) => dashboards,
  liveEncoder: ({ liveEncoders, distributions }) => (distributions.length > 0 ? liveEncoders : []),
  logDeliverySource: ({ logDeliverySources }) => logDeliverySources,
  logDeliveryDestination: ({ logDeliveryDestinations }) => logDeliveryDestinations,
  logDelivery: ({ logDeliveries }) => logDeliveries,
  application: (application) => [application],
};
