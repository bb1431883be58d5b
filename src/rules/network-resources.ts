import { Application, Resource } from '../config';
import { listOf } from './stated';

/** Ranges of addresses that leave nobody out. */
export const EVERYBODY = ['0.0.0.0/0', '::/0'];

/** One rule of a security group, and where it stands. */
export interface Ingress {
  readonly resource: Resource;
  readonly path: string;
  readonly rule: { readonly [property: string]: unknown };
}

/** Whether a resource refers to another one of its template. */
export function refersTo({ location: { template }, dependsOn }: Resource, to: Resource['location']): boolean {
  return template === to.template && dependsOn.includes(to.logicalId);
}

/** The resources of a type to which a resource refers. */
export function referred(from: Resource, type: string, { resources }: Application): Resource[] {
  return resources.filter((resource) => resource.type === type && refersTo(from, resource.location));
}

/** The resources of a type that refer to a resource. */
export function referring(to: Resource, type: string, { resources }: Application): Resource[] {
  return resources.filter((resource) => resource.type === type && refersTo(resource, to.location));
}

/** What a security group lets in, as rules of its own and of resources that refer to it. */
export function ingressOf(group: Resource, application: Application): Ingress[] {
  const { SecurityGroupIngress: own } = group.stated;
  const inside = listOf(own).map((rule, i) => ({ resource: group, path: `SecurityGroupIngress[${i}]`, rule: rule as Ingress['rule'] }));
  const beside = referring(group, 'AWS::EC2::SecurityGroupIngress', application);
  return [...inside, ...beside.map((resource) => ({ resource, path: '', rule: resource.stated }))];
}
