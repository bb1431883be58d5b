import { UNKNOWN } from '../config';
import { objectOf, property, Resolver } from './resolver';

type Intrinsic = (argument: unknown, resolver: Resolver) => unknown;

/** Resolves an argument that must be a list of at least `length` items. */
function items(argument: unknown, length: number, name: string, resolver: Resolver): readonly unknown[] | undefined {
  if (Array.isArray(argument) && argument.length >= length) return argument;
  resolver.report(`${name} takes a list of ${length} or more items; it has ${JSON.stringify(argument)?.slice(0, 80)}.`, `Give ${name} its arguments as a list.`);
  return undefined;
}

/** Text of a scalar, or `undefined` for what is no scalar. */
function scalar(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const join: Intrinsic = (argument, resolver) => {
  const given = items(argument, 2, 'Fn::Join', resolver);
  if (given === undefined) return UNKNOWN;
  const [delimiter, list] = [resolver.resolve(given[0]), resolver.resolve(given[1])];
  if (typeof delimiter !== 'string' || !Array.isArray(list)) return UNKNOWN;
  const texts = list.map(scalar);
  return texts.includes(undefined) ? UNKNOWN : texts.join(delimiter);
};

const select: Intrinsic = (argument, resolver) => {
  const given = items(argument, 2, 'Fn::Select', resolver);
  if (given === undefined) return UNKNOWN;
  const [index, list] = [Number(scalar(resolver.resolve(given[0]))), resolver.resolve(given[1])];
  if (!Array.isArray(list) || !Number.isInteger(index)) return UNKNOWN;
  if (index >= 0 && index < list.length) return list[index];
  resolver.report(`Fn::Select asks for item ${index} of a list of ${list.length}.`, 'Use an index within the list; it starts at 0.');
  return UNKNOWN;
};

const split: Intrinsic = (argument, resolver) => {
  const given = items(argument, 2, 'Fn::Split', resolver);
  const [delimiter, text] = [resolver.resolve(given?.[0]), resolver.resolve(given?.[1])];
  return typeof delimiter === 'string' && typeof text === 'string' ? text.split(delimiter) : UNKNOWN;
};

const sub: Intrinsic = (argument, resolver) => {
  const [template, variables] = Array.isArray(argument) ? [argument[0], objectOf(argument[1])] : [argument, undefined];
  if (typeof template !== 'string') return UNKNOWN;
  if (template.includes('{{resolve:')) return UNKNOWN;
  let unknown = false;
  // Behind the last brace nothing can end, however often it begins.
  const end = template.lastIndexOf('}') + 1;
  const text = template.slice(0, end).replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = property(variables, name) !== undefined ? resolver.resolve(property(variables, name)) : reference(name.trim(), resolver);
    const known = scalar(value);
    if (known === undefined) unknown = true;
    return known ?? whole;
  });
  return unknown ? UNKNOWN : text + template.slice(end);
};

function reference(name: string, resolver: Resolver): unknown {
  const dot = name.indexOf('.');
  return dot < 0 ? resolver.ref(name) : resolver.attribute(name.slice(0, dot), name.slice(dot + 1));
}

const getAtt: Intrinsic = (argument, resolver) => {
  const [logicalId, ...path] = typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? argument : [];
  const attribute = path.map((part) => scalar(resolver.resolve(part)));
  return typeof logicalId === 'string' && attribute.length > 0 && !attribute.includes(undefined) ? resolver.attribute(logicalId, attribute.join('.')) : UNKNOWN;
};

const choose: Intrinsic = (argument, resolver) => {
  const given = items(argument, 3, 'Fn::If', resolver);
  if (given === undefined || typeof given[0] !== 'string') return UNKNOWN;
  return resolver.resolve(resolver.condition(given[0]) ? given[1] : given[2]);
};

const findInMap: Intrinsic = (argument, resolver) => {
  const given = items(argument, 3, 'Fn::FindInMap', resolver);
  if (given === undefined) return UNKNOWN;
  const [map, first, second] = given.slice(0, 3).map((key) => scalar(resolver.resolve(key)));
  if (map === undefined || first === undefined || second === undefined) return UNKNOWN;
  const value = property(objectOf(property(objectOf(property(resolver.mappings, map)), first)), second);
  if (value !== undefined) return resolver.resolve(value);
  const fallback = objectOf(given[3]);
  if (fallback !== undefined && property(fallback, 'DefaultValue') !== undefined) return resolver.resolve(property(fallback, 'DefaultValue'));
  if (!resolver.supposes) resolver.report(`Fn::FindInMap finds no ${map}.${first}.${second} in the mappings.`, 'Add the key to the mapping, or correct the name.');
  return UNKNOWN;
};

const base64: Intrinsic = (argument, resolver) => {
  const text = resolver.resolve(argument);
  return typeof text === 'string' ? Buffer.from(text).toString('base64') : UNKNOWN;
};

const importValue: Intrinsic = (argument, resolver) => {
  const name = resolver.resolve(argument);
  return typeof name === 'string' ? resolver.importValue(name) : UNKNOWN;
};

const length: Intrinsic = (argument, resolver) => {
  const list = resolver.resolve(argument);
  return Array.isArray(list) ? list.length : UNKNOWN;
};

const unknown: Intrinsic = () => UNKNOWN;

/** The intrinsic functions by the key that calls them. */
export const INTRINSICS: { readonly [name: string]: Intrinsic } = {
  'Ref': (argument, resolver) => (typeof argument === 'string' ? resolver.ref(argument) : UNKNOWN),
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Sub': sub,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': base64,
  'Fn::ImportValue': importValue,
  'Fn::Length': length,
  'Fn::ToJsonString': (argument, resolver) => JSON.stringify(resolver.resolve(argument)),
  'Fn::GetAZs': unknown,
  'Fn::Cidr': unknown,
  'Fn::Transform': unknown,
  'Fn::GetStackOutput': unknown,
};

/** The intrinsic function that an object calls, if it calls one. */
export function intrinsicOf(value: { readonly [key: string]: unknown }): string | undefined {
  const keys = Object.keys(value);
  return keys.length === 1 && Object.prototype.hasOwnProperty.call(INTRINSICS, keys[0]) ? keys[0] : undefined;
}
