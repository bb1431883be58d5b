import { Problem, Resource, Stated, UNKNOWN, Value } from '../config';
import { PartReader } from './part-reader';
import { referencesOf } from './references';
import { objectOf, property, Resolver, textProperty } from './resolver';

/** A resource with its properties resolved. */
export interface ResolvedResource extends Resource {
  readonly resolver: Resolver;
  readonly properties: PartReader;
}

/** Whether all that a CloudFront resource is depends on the deployment, so that rules have nothing to look at: what a macro fills in, for one. */
export function isUntold({ type, stated }: ResolvedResource): boolean {
  return type.startsWith('AWS::CloudFront::') && Object.keys(stated).some((name) => name.endsWith('Config') && stated[name] === UNKNOWN);
}

/** The resources that a template makes; what is malformed gets into the problems. */
export function resourcesOf(resolver: Resolver, problems: Problem[]): ResolvedResource[] {
  return Object.keys(resolver.resources).flatMap((logicalId) => {
    const location = { template: resolver.source.name, logicalId, path: '' };
    const resource = objectOf(property(resolver.resources, logicalId));
    if (logicalId.startsWith('Fn::')) {
      problems.push({ location, says: `Resources are made by ${logicalId}, which only CloudFormation runs.`, fix: 'Give the processed template to see them checked.' });
      return [];
    }
    if (resource === undefined || typeof property(resource, 'Type') !== 'string') {
      problems.push({ location, says: `The resource "${logicalId}" has no Type.`, fix: 'Give it a Type.' });
      return [];
    }
    const condition = property(resource, 'Condition');
    if (typeof condition === 'string' && !resolver.condition(condition)) return [];
    const resolved = resolver.resolve(property(resource, 'Properties') ?? {});
    const stated = (objectOf(resolved) ?? Object.create(null)) as Stated;
    const path = property(objectOf(property(resource, 'Metadata')), 'aws:cdk:path') ?? resolver.source.constructPaths?.[logicalId];
    return [{
      location,
      stated,
      type: textProperty(resource, 'Type'),
      ref: resolver.attribute(logicalId, undefined) as Value<string>,
      constructPath: typeof path === 'string' ? path : undefined,
      createdAt: resolver.source.creationPlaces?.[logicalId],
      dependsOn: referencesOf(resource),
      resolver,
      properties: new PartReader(stated, location, problems),
    }];
  });
}
