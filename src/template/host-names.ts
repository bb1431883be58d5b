import { ResourceReference } from '../config';

/** What a resource's attributes and its stack's region tell; the region is undefined where it is unknown. */
interface NamedResource {
  readonly type: string;
  readonly location: ResourceReference;
  readonly region: string | undefined;
  attribute(name: string | undefined): unknown;
}

type HostName = (resource: NamedResource) => unknown;

const hostOfUrl = (name: string): HostName => (resource) => /^https:\/\/([^/]+)/.exec(String(resource.attribute(name)))?.[1];
const attribute = (name: string): HostName => (resource) => resource.attribute(name);
const apiHost: HostName = (resource) => (resource.region === undefined ? undefined : `${resource.attribute(undefined)}.execute-api.${resource.region}.amazonaws.com`);

/** The host name that a resource has, by the types whose resources can be origins. S3 buckets are found by their names. */
const HOST_NAMES: { readonly [type: string]: HostName } = {
  'AWS::ApiGateway::RestApi': apiHost,
  'AWS::ApiGatewayV2::Api': hostOfUrl('ApiEndpoint'),
  'AWS::CloudFront::Distribution': attribute('DomainName'),
  'AWS::EC2::Instance': attribute('PublicDnsName'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': attribute('DNSName'),
  'AWS::Lambda::Url': hostOfUrl('FunctionUrl'),
};

/** The resources of an application that can be origins, by their host names. */
export function resourcesByHostName(resources: readonly NamedResource[]): ReadonlyMap<string, ResourceReference> {
  return new Map(resources.flatMap((resource) => {
    const host = HOST_NAMES[resource.type]?.(resource);
    const { template, logicalId } = resource.location;
    return typeof host === 'string' ? [[host, { template, logicalId }]] : [];
  }));
}
