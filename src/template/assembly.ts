import { existsSync, realpathSync } from 'fs';
import { join } from 'path';
import { creationPlace } from './creation-place';
import { NotedConstruct, withNestedStacks } from './nested-stacks';
import { parseStackTemplate } from './parse-template';
import { readText } from './read-text';
import { objectOf, property, textProperty } from './resolver';
import { TemplateSource } from './source';
import { UnreadableInput } from './unreadable-input';

type Json = { readonly [key: string]: unknown };

const SYNTHESISE = 'synthesise the app again';

/** A stack of an assembly, by the id of its artifact. */
interface AssemblyStack {
  readonly id: string;
  readonly source: TemplateSource;
  readonly constructs: readonly NotedConstruct[];
}

/** Reads every stack of a cloud assembly directory, those of its stages and nested stacks included. */
export function loadAssembly(directory: string): TemplateSource[] {
  const stacks = stacksOf(directory);
  const names = stacks.map(({ source }) => source.name);
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  return stacks.flatMap(({ id, source, constructs }) => withNestedStacks(isShared(source.name) ? { ...source, name: id } : source, constructs));
}

/** @param above the directories of the assemblies that this one is in */
function stacksOf(directory: string, above: readonly string[] = []): AssemblyStack[] {
  const file = join(directory, 'manifest.json');
  const manifest = readJson(file);
  const real = realpathSync(directory);
  if (above.includes(real)) throw new UnreadableInput(file, 'has an assembly that is in itself', SYNTHESISE);
  const artifacts = objectOf(property(manifest, 'artifacts')) ?? {};
  return Object.keys(artifacts).flatMap((id) => {
    const artifact = objectOf(artifacts[id]);
    const properties = objectOf(property(artifact, 'properties'));
    if (property(artifact, 'type') === 'cdk:cloud-assembly') return stacksOf(join(directory, textProperty(properties, 'directoryName')), [...above, real]);
    return property(artifact, 'type') === 'aws:cloudformation:stack' ? [loadStack(directory, id, artifact!, properties, artifacts)] : [];
  });
}

function loadStack(directory: string, id: string, artifact: Json, properties: Json | undefined, artifacts: Json): AssemblyStack {
  const file = join(directory, textProperty(properties, 'templateFile'));
  const [account, region] = textProperty(artifact, 'environment').replace(/^aws:\/\//, '').split('/');
  const stackName = textProperty(properties, 'stackName') || id;
  const source = {
    name: stackName,
    stackName,
    ...parseStackTemplate(file, readText(file, SYNTHESISE)),
    file,
    ...(account && !account.startsWith('unknown') ? { account } : {}),
    ...(region && !region.startsWith('unknown') ? { region } : {}),
    assets: assetsOf(directory, artifact, artifacts),
  };
  return { id, source, constructs: constructsOf(directory, artifact) };
}

/** The constructs of a stack: the artifact's metadata, in the manifest or in a file beside it. */
function constructsOf(directory: string, artifact: Json): NotedConstruct[] {
  const beside = property(artifact, 'additionalMetadataFile');
  const metadata = [property(artifact, 'metadata'), typeof beside === 'string' && existsSync(join(directory, beside)) ? readJson(join(directory, beside)) : undefined];
  return metadata.map(objectOf).flatMap((entries = {}) => Object.keys(entries).flatMap((path) => {
    const own = Array.isArray(entries[path]) ? entries[path] as Json[] : [];
    const named = own.find((item) => property(item, 'type') === 'aws:cdk:logicalId');
    if (named === undefined) return [];
    const trace = property(own.find((item) => property(item, 'type') === 'aws:cdk:creationStack'), 'data') ?? property(named, 'trace');
    return [{ path: path.replace(/^\//, ''), logicalId: textProperty(named, 'data'), place: creationPlace(Array.isArray(trace) ? trace : []) }];
  }));
}

/** The stack's file assets: hash to path on this machine. */
function assetsOf(directory: string, artifact: Json, artifacts: Json): { [hash: string]: string } {
  const assets: { [hash: string]: string } = {};
  const dependencies = property(artifact, 'dependencies');
  for (const id of Array.isArray(dependencies) ? dependencies : []) {
    const manifest = objectOf(typeof id === 'string' ? property(artifacts, id) : undefined);
    if (property(manifest, 'type') !== 'cdk:asset-manifest') continue;
    const file = textProperty(objectOf(property(manifest, 'properties')), 'file');
    const files = objectOf(property(readJson(join(directory, file)), 'files')) ?? {};
    for (const hash of Object.keys(files)) {
      const path = property(objectOf(property(objectOf(files[hash]), 'source')), 'path');
      if (typeof path === 'string') assets[hash] = join(directory, path);
    }
  }
  return assets;
}

function readJson(file: string): Json {
  const text = readText(file, SYNTHESISE);
  try {
    return objectOf(JSON.parse(text)) ?? {};
  } catch (error) {
    throw new UnreadableInput(file, `is no valid JSON (${(error as Error).message.split('\n')[0]})`, SYNTHESISE);
  }
}
