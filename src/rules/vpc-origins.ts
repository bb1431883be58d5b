import { at, isKnown, LIMITS, Location, Resource, VPC_ORIGIN_REGIONS, WebDistribution, withoutTexts } from '../config';
import { eachOrigin } from './each-origin';
import { Rule, RuleSet, Subjects } from './rule';
import { behaviorsTo, runsFunctionAtOrigin } from './target-origin';
import { oneOf, required } from './values';

const ENDPOINT = /:loadbalancer\/(app|net)\/|:ec2:[^:]*:[^:]*:instance\//;
const RESERVED_GROUP = 'CloudFront-VPCOrigins-Service-SG';

/** The settings of a VPC origin, below its endpoint configuration. */
function settingsOf({ stated }: Resource): { readonly [name: string]: unknown } {
  const config = stated.VpcOriginEndpointConfig;
  return typeof config === 'object' && config !== null ? (config as { readonly [name: string]: unknown }) : {};
}

function setting(origin: Resource, name: string): Location {
  return at(origin, `VpcOriginEndpointConfig.${name}`);
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'vpc-origin-id',
    level: 'error',
    spec: ['OTD-093'],
    apiError: 'InvalidArgument',
    says: 'a VPC origin is named by its id',
    check: eachOrigin(function* ({ vpc }) {
      if (vpc !== undefined) yield* required(vpc, 'VpcOriginId', 'give the id of an AWS::CloudFront::VpcOrigin');
    }),
  },
  {
    id: 'vpc-origin-behavior',
    level: 'error',
    spec: ['OTD-101'],
    apiError: 'InvalidArgument',
    says: 'a VPC origin goes without gRPC and without Lambda@Edge functions at the origin',
    check: eachOrigin(function* (origin, _, site) {
      if (origin.vpc === undefined) return;
      for (const behavior of behaviorsTo(site, origin)) {
        if (behavior.grpc === true) yield { at: at(behavior, 'GrpcConfig'), says: 'the origin of this behavior is in a VPC, which excludes gRPC', fix: 'switch gRPC off, or use a public origin' };
        if (runsFunctionAtOrigin(behavior)) {
          yield { at: at(behavior, 'LambdaFunctionAssociations'), says: 'the origin of this behavior is in a VPC, which excludes origin-request and origin-response functions', fix: 'use viewer events' };
        }
      }
    }),
  },
  {
    id: 'vpc-origin-updated',
    level: 'warning',
    spec: ['OTD-103'],
    editions: ['current'],
    says: 'updateRequestOrigin() changes no VPC origin: such a request fails',
    check: eachOrigin(function* (origin, _, site) {
      if (origin.vpc === undefined) return;
      for (const association of behaviorsTo(site, origin).flatMap(({ functionAssociations }) => functionAssociations)) {
        const code = association.function?.code;
        if (!isKnown(code) || !/\bupdateRequestOrigin\s*\(/.test(withoutTexts(code))) continue;
        yield { at: at(association, 'FunctionARN'), says: `the function calls updateRequestOrigin(), which fails where the origin is ${origin.id}, in a VPC`, fix: 'select another origin of the distribution by selectRequestOriginById()' };
      }
    }),
  },
  {
    id: 'vpc-origin-owner',
    level: 'error',
    spec: ['OTD-108'],
    apiError: 'InvalidArgument',
    says: 'the owner of a shared VPC origin is an account number of 12 digits',
    check: eachOrigin(function* ({ vpc }) {
      const got = vpc?.stated.OwnerAccountId;
      if (vpc !== undefined && typeof got === 'string' && !/^\d{12}$/.test(got)) yield { at: at(vpc, 'OwnerAccountId'), got, limit: '12 digits', fix: 'give the number of the account that shares the VPC origin' };
    }),
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'vpc-origin-endpoint',
    level: 'error',
    spec: ['OTD-094', 'OTD-095'],
    apiError: 'InvalidArgument',
    says: 'a VPC origin is an Application Load Balancer, a Network Load Balancer or an EC2 instance',
    *check({ resources }) {
      for (const origin of vpcOrigins(resources)) {
        const got = settingsOf(origin).Arn;
        if (typeof got === 'string' && !ENDPOINT.test(got)) yield { at: setting(origin, 'Arn'), got, limit: 'the ARN of one of these', fix: 'put an Application or Network Load Balancer in front' };
      }
    },
  },
  {
    id: 'vpc-origin-settings',
    level: 'error',
    spec: ['OTD-096'],
    apiError: 'InvalidArgument',
    says: 'a VPC origin has a name, and is asked by HTTP, by HTTPS, or as the viewer asks',
    *check({ resources }, { facts }) {
      for (const origin of vpcOrigins(resources)) {
        const { Name, OriginProtocolPolicy } = settingsOf(origin);
        if (Name === undefined || Name === '') yield { at: setting(origin, 'Name'), says: 'Name is missing', fix: 'name it' };
        if (typeof OriginProtocolPolicy === 'string') yield* oneOf(origin, 'VpcOriginEndpointConfig.OriginProtocolPolicy', OriginProtocolPolicy, facts.allowed.originProtocolPolicies);
      }
    },
  },
  {
    id: 'vpc-origin-region',
    level: 'error',
    spec: ['OTD-100'],
    apiError: 'InvalidArgument',
    says: 'VPC origins are in the regions that have them',
    *check({ resources }) {
      for (const origin of vpcOrigins(resources)) {
        const got = settingsOf(origin).Arn;
        const region = typeof got === 'string' ? got.split(':')[3] : undefined;
        if (region && !VPC_ORIGIN_REGIONS.includes(region)) yield { at: setting(origin, 'Arn'), got, says: `there are no VPC origins in ${region}`, fix: 'use a public origin, or another region' };
      }
    },
  },
  {
    id: 'vpc-origin-distributions',
    level: 'error',
    spec: ['OTD-107', 'DTD-116'],
    apiError: 'InvalidArgument',
    says: `a VPC origin is for at most ${LIMITS.distributionsPerVpcOrigin} distributions`,
    *check({ distributions }) {
      const users = new Map<string, WebDistribution[]>();
      for (const site of distributions) {
        for (const id of new Set(site.origins.flatMap(({ vpc }) => (isKnown(vpc?.vpcOriginId) ? [vpc.vpcOriginId] : [])))) users.set(id, [...users.get(id) ?? [], site]);
      }
      for (const [id, sites] of users) {
        const tooMany = sites[LIMITS.distributionsPerVpcOrigin];
        if (tooMany !== undefined) yield { at: at(tooMany, 'Origins'), says: `${sites.length} distributions use ${id}; allowed: ${LIMITS.distributionsPerVpcOrigin}`, fix: 'make another VPC origin for some' };
      }
    },
  },
  {
    id: 'vpc-origin-security-group-name',
    level: 'error',
    spec: ['OTD-099'],
    says: `names of security groups that begin with ${RESERVED_GROUP} are CloudFront's own`,
    *check({ resources }) {
      for (const group of resources.filter(({ type }) => type === 'AWS::EC2::SecurityGroup')) {
        const got = group.stated.GroupName;
        if (typeof got === 'string' && got.startsWith(RESERVED_GROUP)) yield { at: at(group, 'GroupName'), got, fix: 'use another name' };
      }
    },
  },
];

function vpcOrigins(resources: readonly Resource[]): Resource[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFront::VpcOrigin');
}

/** Rules about origins in private subnets. */
export const vpcOriginRules: RuleSet = { distribution, application };
