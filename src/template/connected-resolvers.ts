import { Problem } from '../config';
import { handedOver } from './cross-region';
import { outputOf, parameterOf } from './nested-stacks';
import { objectOf, property, Resolver, textProperty } from './resolver';
import { ReadOptions, TemplateSource } from './source';

/** The resolvers of the templates of one application, each with what the others export, hand over to it, or make it with. */
export function connectedResolvers(sources: readonly TemplateSource[], options: ReadOptions, problems: Problem[]): Resolver[] {
  const shared = new Map<string, () => unknown>();
  const resolvers = sources.map((source) => new Resolver(source, options, (name) => shared.get(name)?.(), problems));
  for (const resolver of resolvers) {
    for (const [name, value] of betweenNestedStacks(resolver, resolvers)) shared.set(name, value);
  }
  for (const resolver of resolvers) {
    resolver.allConditions.verify();
    const document = objectOf(resolver.source.template);
    if (document === undefined || objectOf(property(document, 'Resources')) === undefined) {
      resolver.report(`The template "${resolver.source.name}" has no Resources.`, 'Give a CloudFormation template.');
    }
    for (const output of Object.values(outputsOf(resolver))) {
      const name = resolver.resolve(property(objectOf(property(objectOf(output), 'Export')), 'Name'));
      if (typeof name === 'string') shared.set(name, () => resolver.resolve(property(objectOf(output), 'Value')));
    }
    for (const resource of Object.values(resolver.resources).map(objectOf)) {
      for (const [name, value] of handedOver(textProperty(resource, 'Type'), objectOf(property(resource, 'Properties')) ?? {})) shared.set(name, () => resolver.resolve(value));
    }
  }
  return resolvers;
}

/** Whether a stack is made: a nested one where the condition of its resource holds, and that of the stack around it. */
export function isMade(resolver: Resolver, resolvers: readonly Resolver[]): boolean {
  const { nestedIn } = resolver.source;
  const around = stackAround(resolver, resolvers);
  if (nestedIn === undefined || around === undefined) return true;
  const condition = property(objectOf(property(around.resources, nestedIn.logicalId)), 'Condition');
  return (typeof condition !== 'string' || around.condition(condition)) && isMade(around, resolvers);
}

/** What a nested stack is given, and what it gives. */
function betweenNestedStacks(resolver: Resolver, resolvers: readonly Resolver[]): (readonly [name: string, value: () => unknown])[] {
  const { nestedIn } = resolver.source;
  const around = stackAround(resolver, resolvers);
  if (nestedIn === undefined || around === undefined) return [];
  return [
    ...Object.entries(nestedIn.parameters).map(([name, value]) => [parameterOf(nestedIn, name), () => around.resolve(value)] as const),
    ...Object.entries(outputsOf(resolver)).map(([name, output]) => [outputOf(nestedIn, `Outputs.${name}`), () => resolver.resolve(property(objectOf(output), 'Value'))] as const),
  ];
}

function stackAround({ source: { nestedIn } }: Resolver, resolvers: readonly Resolver[]): Resolver | undefined {
  return resolvers.find(({ source }) => source.name === nestedIn?.template);
}

function outputsOf({ source }: Resolver): { readonly [name: string]: unknown } {
  return objectOf(property(objectOf(source.template), 'Outputs')) ?? {};
}
