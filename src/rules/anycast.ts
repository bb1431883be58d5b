import { Application, at, isKnown, Part, Resource, resourceAt, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { oneOf } from './values';

const ADDRESS_TYPES = ['ipv4', 'dualstack'];

/** How many addresses a list has: for allow-lists of firewalls, or for apex domains. */
const COUNTS = [21, 3];

const ANOTHER_LIST = 'use another list for some, or state the raised quota';

function hasList({ stated }: WebDistribution): boolean {
  return stated.AnycastIpListId !== undefined && stated.AnycastIpListId !== null && stated.AnycastIpListId !== '';
}

function listsOf({ resources }: Application): Resource[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFront::AnycastIpList');
}

function isIn(list: Resource, { location }: Part, application: Application): boolean {
  const site = resourceAt(location, application);
  return list.location.template === location.template && (site?.dependsOn.includes(list.location.logicalId) ?? false);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'anycast-price-class',
    level: 'error',
    spec: ['DTD-046'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a list of anycast addresses is for all edge locations',
    *check(site) {
      if (hasList(site) && isKnown(site.priceClass) && site.priceClass !== 'PriceClass_All') yield { at: at(site, 'PriceClass'), got: site.priceClass, limit: 'PriceClass_All', fix: 'use PriceClass_All' };
    },
  },
  {
    id: 'anycast-ipv6',
    level: 'error',
    spec: ['DTD-046'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a distribution with IPv6 has a list of both kinds of addresses',
    *check(site, { application: app }) {
      const isIpv4 = listsOf(app).some((list) => list.stated.IpAddressType === 'ipv4' && isIn(list, site, app));
      if (isIpv4 && site.ipv6 === true) yield { at: at(site, 'IPV6Enabled'), got: true, fix: 'give the list the IpAddressType dualstack, or switch IPv6 off' };
    },
  },
  {
    id: 'anycast-sni',
    level: 'warning',
    spec: ['DTD-049'],
    editions: ['current'],
    says: 'anycast addresses work with SNI only',
    *check(site) {
      const certificate = site.viewerCertificate;
      if (certificate?.sslSupportMethod === 'vip' && hasList(site)) yield { at: at(certificate, 'SslSupportMethod'), got: 'vip', limit: 'sni-only', fix: 'use sni-only' };
    },
  },
  {
    id: 'anycast-tenants',
    level: 'error',
    spec: ['DTD-050'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'distribution tenants get IPv6 and anycast addresses by their connection group',
    *check(site) {
      if (site.connectionMode !== 'tenant-only') return;
      const fix = 'set it on the AWS::CloudFront::ConnectionGroup';
      if (hasList(site) && isKnown(site.stated.AnycastIpListId)) yield { at: at(site, 'AnycastIpListId'), fix };
      if (site.ipv6 === true) yield { at: at(site, 'IPV6Enabled'), got: true, fix };
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'anycast-count',
    level: 'warning',
    spec: ['DTD-047'],
    editions: ['current'],
    says: 'a list has 21 addresses, for allow-lists, or 3, for apex domains',
    *check(app) {
      for (const list of listsOf(app)) yield* oneOf(list, 'IpCount', numberOf(list.stated.IpCount), COUNTS);
    },
  },
  {
    id: 'anycast-address-type',
    level: 'error',
    spec: ['DTD-048'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'the addresses of a list are of IPv4, or of both kinds',
    *check(app) {
      for (const list of listsOf(app)) {
        const got = list.stated.IpAddressType;
        if (typeof got === 'string') yield* oneOf(list, 'IpAddressType', got, ADDRESS_TYPES);
      }
    },
  },
  {
    id: 'anycast-distributions-quota',
    level: 'warning',
    spec: ['DTD-049', 'DTD-116', 'DTD-121'],
    editions: ['current'],
    says: 'the number of distributions and connection groups that share a list is within the account\'s quotas',
    *check(app, { quotas }) {
      const groups = app.resources.filter(({ type }) => type === 'AWS::CloudFront::ConnectionGroup');
      for (const list of listsOf(app)) {
        const sites = app.distributions.filter((site) => isIn(list, site, app)).length;
        if (sites > quotas.distributionsPerAnycastIpList) {
          yield { at: list.location, says: `${sites} distributions use it; allowed: ${quotas.distributionsPerAnycastIpList} unless AWS has raised the quota`, fix: ANOTHER_LIST };
        }
        const ofTenants = groups.filter((group) => isIn(list, group, app)).length;
        if (ofTenants > quotas.connectionGroupsPerAnycastIpList) {
          yield { at: list.location, says: `${ofTenants} connection groups use it; allowed: ${quotas.connectionGroupsPerAnycastIpList} unless AWS has raised the quota`, fix: ANOTHER_LIST };
        }
      }
    },
  },
];

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : undefined;
}

/** Rules about lists of anycast IP addresses. */
export const anycastRules: RuleSet = { distribution, application };
