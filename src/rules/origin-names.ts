import { Application, at, awsHostName, isKnown, Origin, WebDistribution } from '../config';
import { eachOrigin, isListed } from './each-origin';
import { hostOf, IP_ADDRESS, TEMPLATED } from './origin-host';
import { Rule, RuleSet, Subjects } from './rule';
import { required } from './values';

/** What makes a domain name more, or less, than the host name of an origin, and what to do about it. The first that applies is reported. */
const NOT_A_HOST_NAME: readonly { readonly looks: RegExp; readonly says: string; readonly fix: string }[] = [
  { looks: /\$\{/, says: 'only Fn::Sub puts something in the place of ${…}', fix: 'write the name with Fn::Sub' },
  { looks: /^https?:\/\/[^/]*\.s3-website[.-]/i, says: 'an origin is named without a scheme', fix: 'remove the scheme; in the CDK, use bucketWebsiteDomainName in the place of bucketWebsiteUrl' },
  { looks: /^[a-z][a-z0-9+.-]*:\/\//i, says: 'an origin is named without a scheme', fix: 'remove the scheme; the protocol is set by OriginProtocolPolicy' },
  { looks: /^[^/]*:/, says: 'an origin name cannot contain a colon', fix: 'give the port as HTTPPort or HTTPSPort' },
  { looks: /[/?#]/, says: 'an origin is named without a path', fix: 'give the path as OriginPath; a bucket is named BUCKET.s3.REGION.amazonaws.com' },
  { looks: /[^A-Za-z0-9._-]/, says: 'a host name has letters, digits, hyphens and dots only', fix: 'give the DNS name of the server or bucket' },
  { looks: /^\.|\.\.|\.$/, says: 'a host name has no empty label', fix: 'remove the dot' },
  { looks: /\.s3-accelerate(\.|$)/i, says: 'CloudFront does not use S3 Transfer Acceleration', fix: 'give the bucket\'s regional name, BUCKET.s3.REGION.amazonaws.com' },
  { looks: /^s3[.-]([a-z0-9-]+\.)?amazonaws\.com$/i, says: 'it is the endpoint of Amazon S3 without a bucket', fix: 'put the bucket\'s name before it, as BUCKET.s3.REGION.amazonaws.com' },
  { looks: /\.s3-website\.amazonaws\.com$/i, says: 'the website endpoint of a bucket names its region', fix: 'write BUCKET.s3-website-REGION.amazonaws.com, or s3-website.REGION in newer regions' },
];

/** Names that only a private network knows. */
const PRIVATE = /^internal-.*\.elb\.amazonaws\.com$|\.(internal|local|localdomain)$|^localhost$/i;

function distributionsBehind({ domainName }: Origin, { distributions }: Application): WebDistribution[] {
  return isKnown(domainName) ? distributions.filter((site) => site.domainName === domainName.toLowerCase()) : [];
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-domain-name',
    level: 'error',
    spec: ['WEB-005', 'WEB-026', 'DST-029', 'DST-035', 'ORG-015', 'ORG-016', 'ORG-028', 'ORG-029', 'ORG-042', 'OTD-005', 'OTD-006', 'OTD-015', 'OTD-162'],
    apiError: 'InvalidArgument',
    says: 'an origin is named by a host name alone',
    check: eachOrigin(function* (origin) {
      const host = hostOf(origin);
      const problem = host === undefined ? undefined : NOT_A_HOST_NAME.find(({ looks }) => looks.test(host));
      if (problem !== undefined) yield { at: at(origin, 'DomainName'), got: host, says: problem.says, fix: problem.fix };
    }),
  },
  {
    id: 'origin-domain-name-missing',
    level: 'error',
    spec: ['DST-034', 'ORG-043'],
    says: 'an origin is named by its DNS name',
    check: eachOrigin(function* (origin) {
      if (isListed(origin)) yield* required(origin, 'DomainName', 'give the DNS name of the bucket or server');
    }),
  },
  {
    id: 'origin-ip-address',
    level: 'error',
    spec: ['WEB-028', 'DST-035', 'OTD-015'],
    apiError: 'InvalidArgument',
    says: 'an origin is named by a DNS name, not by an IP address',
    check: eachOrigin(function* (origin) {
      const { domainName } = origin;
      if (isKnown(domainName) && IP_ADDRESS.test(domainName)) yield { at: at(origin, 'DomainName'), got: domainName, fix: 'give the server a DNS name' };
    }),
  },
  {
    id: 'origin-path-form',
    level: 'error',
    spec: ['OTD-023'],
    apiError: 'InvalidArgument',
    says: 'an origin path is empty, or begins with a slash and does not end with one',
    check: eachOrigin(function* (origin) {
      const { path } = origin;
      if (isKnown(path) && path !== '' && !TEMPLATED.test(path) && !/^\/(.*[^/])?$/s.test(path) && path !== '/') yield { at: at(origin, 'OriginPath'), got: path, fix: `write it as /${path.replace(/^\/+|\/+$/g, '')}` };
      if (path === '/') yield { at: at(origin, 'OriginPath'), got: path, limit: '/path', fix: 'leave it out' };
    }),
  },
  {
    id: 'origin-not-public',
    level: 'warning',
    spec: ['OTD-016'],
    says: 'CloudFront reaches a custom origin over the internet',
    check: eachOrigin(function* (origin) {
      const host = origin.custom === undefined ? undefined : hostOf(origin);
      if (host !== undefined && PRIVATE.test(host)) yield { at: at(origin, 'DomainName'), got: host, says: 'the name is one of a private network', fix: 'use a VPC origin, or a public name' };
    }),
  },
  {
    id: 'origin-instance',
    level: 'warning',
    spec: ['ORG-055', 'ORG-058'],
    says: 'a load balancer lets instances fail, come and go without a change to the distribution',
    check: eachOrigin(function* (origin, _, { originGroups }) {
      const host = origin.custom === undefined ? undefined : hostOf(origin);
      const isInGroup = originGroups.some(({ members }) => isKnown(origin.id) && members.includes(origin.id));
      if (host === undefined || isInGroup || awsHostName(host)?.service !== 'instance') return;
      yield { at: at(origin, 'DomainName'), says: 'the origin is one EC2 instance', fix: 'put a load balancer in front of it, or an origin group with a second origin around it' };
    }),
  },
  {
    id: 'distribution-as-origin',
    level: 'warning',
    spec: ['OTD-167'],
    says: 'a distribution as the origin of another one caches everything twice',
    check: eachOrigin(function* (origin) {
      const host = hostOf(origin);
      if (host !== undefined && awsHostName(host)?.service === 'cloudfront') yield { at: at(origin, 'DomainName'), fix: 'name the origin of that distribution' };
    }),
  },
  {
    id: 'distribution-chain',
    level: 'error',
    spec: ['OTD-167', 'DTD-116'],
    says: 'CloudFront refuses requests that have come through two distributions already',
    check: eachOrigin(function* (origin, { application }) {
      for (const second of distributionsBehind(origin, application)) {
        if (second.origins.some((behind) => distributionsBehind(behind, application).length > 0)) {
          yield { at: at(origin, 'DomainName'), says: `the distribution ${second.location.logicalId} has a distribution as origin, too: a chain of three`, fix: 'name the last origin of the chain' };
        }
      }
    }),
  },
];

/** Rules about the names and paths of origins. */
export const originNameRules: RuleSet = { distribution };
