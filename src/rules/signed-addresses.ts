import { Application, at, cacheBehaviorsOf, knownItems, Resource } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';

/** What a custom policy of CloudFront has, and policies of IAM do not have together. */
const CUSTOM_POLICY = [/\bIpAddress\b/, /AWS:SourceIp/i, /\bDateLessThan\b/];

/** Texts in which an application may keep a custom policy for signed URLs: inline code, variables of functions, parameters. */
function textsOf({ type, stated }: Resource): unknown[] {
  switch (type) {
    case 'AWS::Lambda::Function': return [below(stated, 'Code')?.ZipFile, ...Object.values(below(below(stated, 'Environment'), 'Variables') ?? {})];
    case 'AWS::SSM::Parameter': return [stated.Value];
    default: return [];
  }
}

/** A resource with a custom policy that is for viewers with some addresses. */
function policyForAddresses({ resources }: Application): Resource | undefined {
  return resources.find((resource) => textsOf(resource).some((text) => typeof text === 'string' && CUSTOM_POLICY.every((part) => part.test(text))));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'signed-addresses-ipv6',
    level: 'warning',
    spec: ['DTD-043'],
    editions: ['current'],
    says: 'the addresses in signed URLs and cookies are of IPv4, so viewers with IPv6 are refused',
    *check(site, { application }) {
      const isSigned = cacheBehaviorsOf(site).some(({ trustedSigners, trustedKeyGroups }) => [...knownItems(trustedSigners), ...knownItems(trustedKeyGroups)].length > 0);
      const policy = site.ipv6 === true && isSigned ? policyForAddresses(application) : undefined;
      if (policy === undefined) return;
      yield { at: at(site, 'IPV6Enabled'), got: true, says: `${policy.location.logicalId} has a custom policy with IpAddress, which is for IPv4 alone`, fix: 'set IPV6Enabled to false, or sign without IpAddress' };
    },
  },
];

/** Rules about signed URLs and cookies that are for some addresses. */
export const signedAddressRules: RuleSet = { distribution };
