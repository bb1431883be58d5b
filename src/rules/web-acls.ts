import { at, isKnown, Resource } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

/** The ARN of a web ACL that a distribution can have. */
export const GLOBAL_ACL = /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/;

function regionOf({ location }: Resource, templates: readonly { readonly name: string; readonly region: unknown }[]): string | undefined {
  const region = templates.find(({ name }) => name === location.template)?.region;
  return typeof region === 'string' ? region : undefined;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'web-acl-arn',
    level: 'error',
    spec: ['DTD-151'],
    editions: ['current'],
    apiError: 'InvalidWebACLId',
    says: 'a web ACL for CloudFront is of global scope, in us-east-1; a classic one is given by its id',
    *check(site, { application: { webAcls } }) {
      const got = site.webAclId;
      const isOfApplication = webAcls.some(({ arn }) => arn === got);
      if (isKnown(got) && got.startsWith('arn:') && !isOfApplication && !GLOBAL_ACL.test(got)) {
        yield { at: at(site, 'WebACLId'), got, limit: 'arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID', fix: 'make the web ACL with Scope CLOUDFRONT in us-east-1' };
      }
    },
  },
  {
    id: 'web-acl-tenants',
    level: 'error',
    spec: ['DTD-152'],
    editions: ['current'],
    apiError: 'InvalidWebACLId',
    says: 'a multi-tenant distribution has a web ACL of WAFv2',
    *check(site) {
      const got = site.webAclId;
      if (site.connectionMode === 'tenant-only' && isKnown(got) && got !== '' && !got.startsWith('arn:')) yield { at: at(site, 'WebACLId'), got, fix: 'give the ARN of a WAFv2 web ACL' };
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'web-acl-scope',
    level: 'error',
    spec: ['DTD-153'],
    editions: ['current'],
    apiError: 'InvalidWebACLId',
    says: 'a web ACL for a distribution has the scope CLOUDFRONT',
    *check({ resources, distributions, webAcls }) {
      const sites = resources.filter(({ type }) => type === 'AWS::CloudFront::Distribution');
      for (const acl of webAcls.filter(({ stated }) => stated.Scope === 'REGIONAL')) {
        const { template, logicalId } = acl.location;
        const isNamed = distributions.some(({ webAclId }) => webAclId === acl.arn);
        const isReferredTo = sites.some(({ location, stated, dependsOn }) => location.template === template && dependsOn.includes(logicalId) && hasWebAcl(stated));
        if (isNamed || isReferredTo) yield { at: at(acl, 'Scope'), got: 'REGIONAL', limit: 'CLOUDFRONT', fix: 'use CLOUDFRONT, in a stack for us-east-1' };
      }
    },
  },
  {
    id: 'web-acl-region',
    level: 'error',
    spec: ['DTD-153'],
    editions: ['current'],
    says: 'a web ACL of the scope CLOUDFRONT is in us-east-1',
    *check({ resources, templates }) {
      for (const acl of resources.filter(({ type, stated }) => type === 'AWS::WAFv2::WebACL' && stated.Scope === 'CLOUDFRONT')) {
        const region = regionOf(acl, templates);
        if (region !== undefined && region !== 'us-east-1') yield { at: at(acl, 'Scope'), says: `its stack is in ${region}`, fix: 'put it into a stack for us-east-1, with crossRegionReferences' };
      }
    },
  },
];

function hasWebAcl(stated: Resource['stated']): boolean {
  const config = stated.DistributionConfig;
  return typeof config === 'object' && config !== null && 'WebACLId' in config;
}

/** Rules about web ACLs. */
export const webAclRules: RuleSet = { distribution, application };
