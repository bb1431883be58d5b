import { Application, Resource } from '../../config';

/** The logical ids of a template's resources in the order in which CloudFormation creates them: each after those that it depends on [MED-013]. */
export function creationOrder(template: string, { resources }: Pick<Application, 'resources'>): string[] {
  const left = new Map(resources.filter(({ location }) => location.template === template).map((resource) => [resource.location.logicalId, resource]));
  const order: string[] = [];
  const create = ({ location: { logicalId }, dependsOn }: Resource): void => {
    left.delete(logicalId);
    for (const each of dependsOn) {
      const resource = left.get(each);
      if (resource !== undefined) create(resource);
    }
    order.push(logicalId);
  };
  for (const resource of left.values()) create(resource);
  return order;
}
