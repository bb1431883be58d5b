import { BucketReference } from '../config';
import { isTooDeep } from './nesting';
import { objectOf, property, Resolver } from './resolver';

/** A resource of a template, and the resolver that knows how it is written. */
interface WrittenResource {
  readonly resolver: Resolver;
  readonly location: BucketReference;
}

/** How a template writes a property, where that is an expression; undefined where it is a plain value or nothing. */
function expressionOf({ resolver, location: { template, logicalId } }: WrittenResource, name: string): string | undefined {
  const written = property(objectOf(property(objectOf(property(resolver.resources, logicalId)), 'Properties')), name);
  return objectOf(written) === undefined || isTooDeep(written) ? undefined : `${template} ${JSON.stringify(written)}`;
}

/** Finds buckets whose names only the deployment knows: by the same expression in the same template. */
export function bucketsByExpression(buckets: readonly WrittenResource[]): (resource: WrittenResource, name: string) => BucketReference | undefined {
  const byExpression = new Map(buckets.map((bucket) => {
    const { template, logicalId } = bucket.location;
    return [expressionOf(bucket, 'BucketName'), { template, logicalId }];
  }));
  return (resource, name) => {
    const expression = expressionOf(resource, name);
    return expression === undefined ? undefined : byExpression.get(expression);
  };
}
