import { BucketReference, isKnown, LogDelivery, LogDeliveryDestination, LogDeliverySource, ResourceReference, Value } from '../../config';
import { PartReader } from '../part-reader';
import { FindBucket } from './origin';

/** A distribution that a delivery source refers to. */
export interface LoggedDistribution {
  readonly id: string;
  readonly reference: ResourceReference;
}

/** @param referred the distributions that the source refers to in any way */
export function readLogDeliverySource(resource: PartReader, name: string, region: Value<string>, referred: readonly LoggedDistribution[]): LogDeliverySource {
  const resourceArn = resource.text('ResourceArn');
  const named = isKnown(resourceArn) ? referred.find(({ id }) => resourceArn.endsWith(`/${id}`) || resourceArn === id) : undefined;
  return {
    ...resource.part,
    name,
    resourceArn,
    logType: resource.text('LogType'),
    distribution: (named ?? (referred.length === 1 ? referred[0] : undefined))?.reference,
    region,
  };
}

export function readLogDeliveryDestination(resource: PartReader, arn: string, findBucket: FindBucket): LogDeliveryDestination {
  const resourceArn = resource.text('DestinationResourceArn');
  return { ...resource.part, arn, resourceArn, outputFormat: resource.text('OutputFormat'), bucket: bucketOf(resourceArn, findBucket) };
}

function bucketOf(arn: Value<string> | undefined, findBucket: FindBucket): BucketReference | undefined {
  const name = isKnown(arn) ? /^arn:[^:]+:s3:::([^/]+)/.exec(arn)?.[1] : undefined;
  return name === undefined ? undefined : findBucket(name);
}

export function readLogDelivery(resource: PartReader, sources: readonly LogDeliverySource[], destinations: readonly LogDeliveryDestination[]): LogDelivery {
  const [source, destination] = [resource.text('DeliverySourceName'), resource.text('DeliveryDestinationArn')];
  return {
    ...resource.part,
    source: sources.find(({ name }) => name === source),
    destination: destinations.find(({ arn }) => arn === destination),
    recordFields: resource.texts('RecordFields'),
    suffixPath: resource.text('S3SuffixPath'),
    hivePaths: resource.flag('S3EnableHiveCompatiblePath') ?? false,
    fieldDelimiter: resource.text('FieldDelimiter'),
  };
}
