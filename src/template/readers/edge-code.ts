import { ConnectionFunction, EdgeFunction, isKnown, KeyValueStore, LambdaFunction, PolicyStatement, Value } from '../../config';
import { PartReader } from '../part-reader';
import { readStatements } from './access';

export function readFunction(resource: PartReader, arn: string): EdgeFunction {
  const config = resource.childOrEmpty('FunctionConfig');
  return {
    ...resource.part,
    arn,
    name: resource.text('Name'),
    code: resource.text('FunctionCode'),
    runtime: config.text('Runtime'),
    autoPublish: resource.flag('AutoPublish') ?? false,
    keyValueStoreArns: keyValueStores(config),
  };
}

export function readConnectionFunction(resource: PartReader, id: string): ConnectionFunction {
  const config = resource.childOrEmpty('ConnectionFunctionConfig');
  return {
    ...resource.part,
    id,
    name: resource.text('Name'),
    code: resource.text('ConnectionFunctionCode'),
    runtime: config.text('Runtime'),
    autoPublish: resource.flag('AutoPublish') ?? false,
    keyValueStoreArns: keyValueStores(config),
  };
}

function keyValueStores(config: PartReader): Value<string>[] {
  return config.children('KeyValueStoreAssociations').flatMap((store) => store.text('KeyValueStoreARN') ?? []);
}

/** @param assets files of the application's assets, by hash */
export function readKeyValueStore(resource: PartReader, arn: string, assets: { readonly [hash: string]: string } = {}): KeyValueStore {
  const source = resource.child('ImportSource')?.text('SourceArn');
  return { ...resource.part, arn, name: resource.text('Name'), importArn: source, importFile: isKnown(source) ? assets[hashIn(source)] : undefined };
}

/** The hash of an asset, which is the name of its object in S3. */
function hashIn(key: string): string {
  return /([^/.]+)\.\w+$/.exec(key)?.[1] ?? '';
}

/** An execution role: who it is, and who may assume it. */
export interface Role {
  readonly arn: string;
  readonly trust: readonly PolicyStatement[];
}

export function readRole(resource: PartReader, arn: string): Role {
  return { arn, trust: readStatements(resource.childOrEmpty('AssumeRolePolicyDocument')) };
}

/** What a Lambda function refers to: roles, its versions, by the name or ARN of the function, and assets, by hash. */
export interface LambdaSurroundings {
  readonly roles: readonly Role[];
  readonly versions: readonly PartReader[];
  readonly assets?: { readonly [hash: string]: string };
}

export function readLambdaFunction(resource: PartReader, arn: string, { roles, versions, assets = {} }: LambdaSurroundings): LambdaFunction {
  const key = resource.child('Code')?.text('S3Key');
  const role = resource.text('Role');
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  return {
    ...resource.part,
    arn,
    runtime: resource.text('Runtime'),
    memorySize: resource.number('MemorySize'),
    timeout: resource.number('Timeout'),
    codeSource: isKnown(key) ? assets[hashIn(key)] : undefined,
    trust: isKnown(role) ? roles.find((candidate) => candidate.arn === role)?.trust : undefined,
    versions: versions.filter((version) => [arn, name].some((own) => version.text('FunctionName') === own)).map(({ part }) => part),
  };
}
