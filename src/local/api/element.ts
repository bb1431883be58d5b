import { ApiError } from './api-error';
import { malformed, XmlContent, XmlElements, XmlPart } from './xml';
import { isKnown } from '../../config';

/** Properties as CloudFormation has them. */
export type Properties = { readonly [property: string]: unknown };

/** How an element of the API's XML and the properties of CloudFormation that say the same become each other. */
export interface Element {
  /** The XML elements that it is about. */
  readonly names: readonly string[];
  /** @throws ApiError for what is malformed */
  read(parent: XmlPart): Properties;
  write(properties: Properties): XmlElements;
}

/** What the items of a list are: texts, numbers, or elements. */
export type Item = 'text' | 'number' | readonly Element[];

interface Options {
  /** The property's name in CloudFormation. @default - the element's */
  readonly property?: string;
  /** Whether the API refuses a request without it. @default false */
  readonly required?: boolean;
  /** What is written where the property is not stated. @default - nothing is written */
  readonly otherwise?: XmlContent | ((properties: Properties) => XmlContent | undefined);
}

type Scalar = string | number | boolean;

/** Reads the content of an element of which these are all that it may have. */
export function readElements(from: XmlPart, elements: readonly Element[]): Properties {
  const unknown = from.names.find((name) => !elements.some(({ names }) => names.includes(name)));
  if (unknown !== undefined) throw malformed(`${from.path} has no element ${unknown}`);
  return Object.assign({}, ...elements.map((element) => element.read(from)));
}

export function writeElements(properties: Properties, elements: readonly Element[]): XmlElements {
  return Object.assign({}, ...elements.map((element) => element.write(properties)));
}

export const text = scalar((from) => from.text);

export const number = scalar((from) => {
  if (!/^\s*-?\d+(\.\d+)?\s*$/.test(from.text)) throw malformed(`${from.path} is "${from.text}", where a number is expected`);
  return Number(from.text);
});

export const flag = scalar((from) => {
  if (!/^\s*(true|false)\s*$/.test(from.text)) throw malformed(`${from.path} is "${from.text}", where true or false is expected`);
  return from.text.trim() === 'true';
});

/** An element with elements in it, and the property with properties in it. */
export function part(name: string, elements: readonly Element[], { property = name, required = false, otherwise }: Options = {}): Element {
  return {
    names: [name],
    read(parent) {
      const child = found(parent, name, required);
      return child === undefined ? {} : { [property]: readElements(child, elements) };
    },
    write(properties) {
      const stated = objectOf(properties[property]);
      return { [name]: stated === undefined ? fallback(otherwise, properties) : writeElements(stated, elements) };
    },
  };
}

/** An element with elements in it, all of whose properties belong to the object around it. */
export function group(name: string, elements: readonly Element[], { required = false }: Pick<Options, 'required'> = {}): Element {
  return {
    names: [name],
    read(parent) {
      const child = found(parent, name, required);
      return child === undefined ? {} : readElements(child, elements);
    },
    write: (properties) => ({ [name]: writeElements(properties, elements) }),
  };
}

/** The elements Quantity and Items, and the property that is the list of these items. An empty list is no property. */
export function items(itemName: string, property: string, item: Item = 'text'): Element {
  return {
    names: ['Quantity', 'Items'],
    read(parent) {
      const all = readItems(parent, itemName, item);
      return all.length === 0 ? {} : { [property]: all };
    },
    write: (properties) => writeItems(properties[property], itemName, item),
  };
}

/** An element that has Quantity and Items, and the property that is a list. */
export function list(name: string, itemName: string, item: Item = 'text', { property = name, required = false }: Options = {}): Element {
  return group(name, [items(itemName, property, item)], { required });
}

/** A list that has Quantity and Items in CloudFormation, too. */
export function countedList(name: string, itemName: string, item: Item, { required = false }: Options = {}): Element {
  return {
    names: [name],
    read(parent) {
      const child = found(parent, name, required);
      const all = child === undefined ? [] : readItems(child, itemName, item);
      return all.length === 0 ? {} : { [name]: { Quantity: all.length, Items: all } };
    },
    write: (properties) => ({ [name]: writeItems(objectOf(properties[name])?.Items, itemName, item) }),
  };
}

/** A list without a Quantity: an element for each item, within one element. */
export function uncountedList(name: string, itemName: string, item: Item = 'text', { property = name, required = false }: Options = {}): Element {
  return {
    names: [name],
    read(parent) {
      const child = found(parent, name, required);
      return child === undefined ? {} : { [property]: child.children(itemName).map((each) => readItem(each, item)) };
    },
    write: (properties) => (Array.isArray(properties[property]) ? { [name]: { [itemName]: contents(properties[property], item) } } : {}),
  };
}

/** An element that is written and not read: what CloudFront tells beside what it is told. */
export function told(name: string, content: (properties: Properties) => XmlContent | undefined): Element {
  return { names: [name], read: () => ({}), write: (properties) => ({ [name]: content(properties) }) };
}

/** A plain object, or none. */
export function objectOf(value: unknown): Properties | undefined {
  return typeof value === 'object' && value !== null && isKnown(value) && !Array.isArray(value) ? (value as Properties) : undefined;
}

/** The known texts of a list; none where the value is no list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isScalar).map(String) : isScalar(value) ? [String(value)] : [];
}

function scalar(read: (from: XmlPart) => Scalar): (name: string, options?: Options) => Element {
  return (name, { property = name, required = false, otherwise } = {}) => ({
    names: [name],
    read(parent) {
      const child = found(parent, name, required);
      return child === undefined || (child.text === '' && !required) ? {} : { [property]: read(child) };
    },
    write(properties) {
      const value = properties[property];
      return { [name]: isScalar(value) ? value : fallback(otherwise, properties) };
    },
  });
}

function found(parent: XmlPart, name: string, required: boolean): XmlPart | undefined {
  const child = parent.child(name);
  if (child === undefined && required) throw malformed(`${parent.path} has no ${name}`);
  return child;
}

function readItems(parent: XmlPart, itemName: string, item: Item): unknown[] {
  const quantity = found(parent, 'Quantity', true)!;
  const within = parent.child('Items');
  const other = within?.names.find((name) => name !== itemName);
  if (other !== undefined) throw malformed(`${within!.path} has no element ${other}`);
  const all = within?.children(itemName) ?? [];
  if (quantity.text.trim() !== String(all.length)) {
    throw new ApiError('InconsistentQuantities', `${quantity.path} is ${quantity.text}, but there are ${all.length} elements ${itemName}`);
  }
  return all.map((each) => readItem(each, item));
}

function readItem(each: XmlPart, item: Item): unknown {
  if (typeof item !== 'string') return readElements(each, item);
  return item === 'text' ? each.text : Number(each.text);
}

function writeItems(value: unknown, itemName: string, item: Item): XmlElements {
  const all = contents(value, item);
  return { Quantity: all.length, Items: all.length === 0 ? undefined : { [itemName]: all } };
}

function contents(value: unknown, item: Item): readonly XmlContent[] {
  if (typeof item === 'string') return textsOf(value);
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.map(objectOf).flatMap((each) => (each === undefined ? [] : [writeElements(each, item)]));
}

function fallback(otherwise: Options['otherwise'], properties: Properties): XmlContent | undefined {
  return typeof otherwise === 'function' ? otherwise(properties) : otherwise;
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
