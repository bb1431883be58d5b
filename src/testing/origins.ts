import type { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { OriginSource, OriginSources } from '../edge';

/** What stands for each origin, by name; buckets may also be named by their construct. */
export type TestOrigins = OriginSources | ReadonlyMap<string | IConstruct, OriginSource>;

/** What stands for each origin, by name alone. */
export function byName(origins: TestOrigins): OriginSources {
  if (!(origins instanceof Map)) return origins as OriginSources;
  return Object.fromEntries([...origins].map(([name, source]) => [typeof name === 'string' ? name : logicalIdOf(name), source]));
}

function logicalIdOf(construct: IConstruct): string {
  const element = (construct.node.defaultChild ?? construct) as CfnElement;
  return element.stack.getLogicalId(element);
}
