import { existsSync, statSync } from 'fs';
import { dirname, join } from 'path';
import { SourcePlace } from '../config';
import { parseStackTemplate } from './parse-template';
import { readText } from './read-text';
import { objectOf, property, textProperty } from './resolver';
import { NestedStack, TemplateSource } from './source';

/** Resource types that make a stack of its own, with the property that says where its template is. */
const NESTED: { readonly [type: string]: string } = { 'AWS::CloudFormation::Stack': 'TemplateURL', 'AWS::Serverless::Application': 'Location' };

/** A construct of an assembly, by what the assembly says of it. */
export interface NotedConstruct {
  readonly path: string;
  readonly logicalId: string;
  readonly place?: SourcePlace;
}

/** Whether a resource is a nested stack, whose outputs `Fn::GetAtt` names. */
export function isNestedStack(type: string): boolean {
  return Object.hasOwn(NESTED, type);
}

/** The name by which templates tell one another an output of a nested stack. No export of a stack has such a name. */
export function outputOf({ template, logicalId }: Pick<NestedStack, 'template' | 'logicalId'>, attribute: string): string {
  return `${template}/${logicalId} ${attribute}`;
}

/** The name by which a nested stack asks for a parameter. */
export function parameterOf({ template, logicalId }: NestedStack, name: string): string {
  return `${template}/${logicalId} Parameters.${name}`;
}

/**
 * A template, and behind it those of its nested stacks that are on this machine, at any depth.
 *
 * @param constructs what an assembly says of the constructs of all of them
 */
export function withNestedStacks(source: TemplateSource, constructs: readonly NotedConstruct[] = [], above: readonly string[] = []): TemplateSource[] {
  const files = [...above, source.file ?? ''];
  const stacks = nestedStacksOf(source).map((stack) => ({ ...stack, path: pathOf(stack, constructs) }));
  const isBelow = ({ path }: NotedConstruct, stack: string | undefined) => stack !== undefined && path.startsWith(`${stack}/`);
  const own = constructs.filter((construct) => !stacks.some(({ path }) => isBelow(construct, path)));
  const nested = stacks.filter(({ file }) => !files.includes(file)).flatMap(({ file, path, ...nestedIn }) => {
    const { region, account, assets } = source;
    const name = `${source.name}-${nestedIn.logicalId}`;
    const parsed = parseStackTemplate(file, readText(file, 'give a CloudFormation template'));
    return withNestedStacks({ name, ...parsed, file, region, account, assets, nestedIn }, constructs.filter((construct) => isBelow(construct, path)), files);
  });
  return [constructs.length === 0 ? source : { ...source, ...byLogicalId(own) }, ...nested];
}

function nestedStacksOf(source: TemplateSource): (NestedStack & { readonly file: string })[] {
  const resources = objectOf(property(objectOf(source.template), 'Resources')) ?? {};
  return Object.keys(resources).flatMap((logicalId) => {
    const resource = objectOf(resources[logicalId]);
    const type = textProperty(resource, 'Type');
    if (!isNestedStack(type)) return [];
    const properties = objectOf(property(resource, 'Properties'));
    const file = templateFile(source, property(properties, NESTED[type]), textProperty(objectOf(property(resource, 'Metadata')), 'aws:asset:path'));
    return file === undefined ? [] : [{ template: source.name, logicalId, parameters: objectOf(property(properties, 'Parameters')) ?? {}, file }];
  });
}

/** Where the template of a nested stack is: an asset of the assembly, or a file beside the template. */
function templateFile({ file, assets = {} }: TemplateSource, url: unknown, assetPath: string): string | undefined {
  if (file === undefined) return undefined;
  const text = JSON.stringify(url) ?? '';
  const hash = Object.keys(assets).find((candidate) => text.includes(candidate));
  const beside = [assetPath, typeof url === 'string' ? url : ''].filter((path) => path !== '' && !path.includes('://')).map((path) => join(dirname(file), path));
  return [...(hash === undefined ? [] : [assets[hash]]), ...beside].find((path) => existsSync(path) && statSync(path).isFile());
}

/** The path of the constructs of a nested stack: the CDK makes the resource beside them, in `NAME.NestedStack`. */
function pathOf({ logicalId }: NestedStack, constructs: readonly NotedConstruct[]): string | undefined {
  return constructs.find((construct) => construct.logicalId === logicalId)?.path.replace(/\.NestedStack\/[^/]*$/, '');
}

function byLogicalId(constructs: readonly NotedConstruct[]): Required<Pick<TemplateSource, 'constructPaths' | 'creationPlaces'>> {
  return {
    constructPaths: Object.fromEntries(constructs.map(({ logicalId, path }) => [logicalId, path])),
    creationPlaces: Object.fromEntries(constructs.flatMap(({ logicalId, place }) => (place === undefined ? [] : [[logicalId, place]]))),
  };
}
