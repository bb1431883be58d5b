import {
  AcmCertificate, ConnectionGroup, DistributionTenant, isKnown, TenantParameter, UNKNOWN, Value, ViewerCertificate, WebDistribution,
} from '../../config';
import { PartReader } from '../part-reader';
import { readGeoRestriction } from './distribution';
import { FindDestination, originOfTenant } from './origin';

/** What a tenant refers to in the rest of the application. */
interface AroundTenant extends FindDestination {
  readonly distributions: readonly WebDistribution[];
  readonly certificates: readonly { readonly arn: string; readonly certificate: AcmCertificate }[];
}

export function readDistributionTenant(resource: PartReader, id: string, around: AroundTenant): DistributionTenant {
  const customizations = resource.childOrEmpty('Customizations');
  const geo = customizations.child('GeoRestrictions');
  const acl = customizations.child('WebAcl');
  const acmCertificateArn = customizations.child('Certificate')?.text('Arn');
  const acmCertificate = around.certificates.find(({ arn }) => arn === acmCertificateArn)?.certificate;
  const distributionId = resource.text('DistributionId');
  const tenant = {
    ...resource.part,
    id,
    connectionGroupId: resource.text('ConnectionGroupId'),
    enabled: resource.flag('Enabled') ?? true,
    domains: resource.texts('Domains'),
    parameters: resource.children('Parameters').map((part) => ({ ...part.part, name: part.text('Name'), value: part.text('Value') })),
    geoRestriction: geo && readGeoRestriction(geo),
    isCertificateManaged: resource.child('ManagedCertificateRequest') !== undefined,
  };
  const webAcl = acl && { webAclId: acl.text('Action') === 'disable' ? undefined : acl.text('Arn') };
  const distribution = around.distributions.find((candidate) => candidate.id === distributionId && candidate.connectionMode === 'tenant-only');
  return { ...tenant, distribution: distribution && { ...distributionOf(tenant, distribution, { acmCertificateArn, acmCertificate }, around), ...webAcl } };
}

export function readConnectionGroup(resource: PartReader, identity: { id: string; routingEndpoint: string }): ConnectionGroup {
  return { ...resource.part, ...identity, enabled: resource.flag('Enabled') ?? true };
}

type OwnCertificate = Pick<ViewerCertificate, 'acmCertificateArn' | 'acmCertificate'>;

function distributionOf(
  tenant: Omit<DistributionTenant, 'distribution'>, distribution: WebDistribution, own: OwnCertificate, find: FindDestination,
): WebDistribution {
  const { domains, parameters, geoRestriction } = tenant;
  const values = valuesOf(parameters, distribution);
  return {
    ...distribution,
    aliases: domains,
    origins: distribution.origins.map((origin) => originOfTenant(origin, values, find)),
    geoRestriction: geoRestriction ?? distribution.geoRestriction,
    viewerCertificate: certificateOf(tenant, own, distribution),
  };
}

/** A tenant's own certificate wins over the distribution's [DTD-244]. */
function certificateOf(tenant: Omit<DistributionTenant, 'distribution'>, own: OwnCertificate, { viewerCertificate }: WebDistribution): ViewerCertificate | undefined {
  const { location, stated, isCertificateManaged } = tenant;
  const { acmCertificate, acmCertificateArn = isCertificateManaged ? UNKNOWN : undefined } = own;
  if (acmCertificateArn === undefined) return viewerCertificate;
  return {
    location,
    stated,
    cloudFrontDefaultCertificate: false,
    acmCertificateArn,
    acmCertificate,
    iamCertificateId: undefined,
    sslSupportMethod: viewerCertificate?.sslSupportMethod ?? 'sni-only',
    minimumProtocolVersion: viewerCertificate?.minimumProtocolVersion,
  };
}

/** The values of a tenant's parameters by name: its own, else the distribution's defaults. */
function valuesOf(parameters: readonly TenantParameter[], { tenantParameters }: WebDistribution): ReadonlyMap<string, Value<string>> {
  const values = new Map<string, Value<string>>();
  for (const { name, defaultValue } of tenantParameters) if (isKnown(name) && defaultValue !== undefined) values.set(name, defaultValue);
  for (const { name, value } of parameters) if (isKnown(name) && value !== undefined) values.set(name, value);
  return values;
}
