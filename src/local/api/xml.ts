import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { ApiError } from './api-error';

/** What an XML element has in it: a text, or elements by name, several of a name as a list. What is undefined is left out. */
export type XmlContent = string | number | boolean | XmlElements;

/** Elements by name, in the order in which they are written. */
export interface XmlElements {
  readonly [name: string]: XmlContent | readonly XmlContent[] | undefined;
}

/** An element of a parsed document: text alone is a string, otherwise there are elements by name. */
type Parsed = string | { readonly [name: string]: readonly Parsed[] };

const PARSER = new XMLParser({
  ignoreAttributes: true, ignoreDeclaration: true, removeNSPrefix: true, parseTagValue: false, trimValues: false, processEntities: false, isArray: () => true,
});
const BUILDER = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });
const TEXT = '#text';

/** An element of a request's body. */
export class XmlPart {
  /** @param path the names of the elements that lead here, as messages show them */
  public constructor(private readonly parsed: Parsed, public readonly path: string) {}

  /** The names of the elements in this one. */
  public get names(): string[] {
    return typeof this.parsed === 'string' ? [] : Object.keys(this.parsed).filter((name) => name !== TEXT);
  }

  public get text(): string {
    if (this.names.length > 0) throw malformed(`${this.path} has elements in it, where a text is expected`);
    return withoutEntities(String(typeof this.parsed === 'string' ? this.parsed : this.parsed[TEXT] ?? ''));
  }

  /** @throws ApiError where there are several */
  public child(name: string): XmlPart | undefined {
    const all = this.children(name);
    if (all.length > 1) throw malformed(`${this.path} has ${all.length} elements ${name}, where one is expected`);
    return all[0];
  }

  public children(name: string): XmlPart[] {
    const { parsed: inner } = this;
    if (typeof inner === 'string' || !Object.prototype.hasOwnProperty.call(inner, name)) return [];
    return inner[name].map((child) => new XmlPart(child, this.path === '' ? name : `${this.path}.${name}`));
  }
}

/**
 * Reads the body of a request. Entities of its own making are not expanded: there may be no document type.
 *
 * @param roots the names that its root element may have
 * @throws ApiError MissingBody or MalformedXML
 */
export function parseXml(body: string, ...roots: readonly string[]): XmlPart {
  if (body.trim() === '') throw new ApiError('MissingBody', `the request has no body; a ${roots.join(' or ')} is expected`);
  if (/<!DOCTYPE/i.test(body)) throw malformed('the body may have no document type');
  const valid = XMLValidator.validate(body);
  if (valid !== true) throw malformed(`the body is not well-formed: ${valid.err.msg}`);
  const document = new XmlPart(parse(body), '');
  const root = roots.find((name) => document.names.includes(name));
  if (root === undefined) throw malformed(`the body is a ${document.names.join(', ')}, where a ${roots.join(' or ')} is expected`);
  return document.child(root)!;
}

/** The root element of a document and what is in it; undefined where it is none. */
export function readDocument(body: string): readonly [root: string, content: XmlElements] | undefined {
  if (body.trim() === '' || /<!DOCTYPE/i.test(body) || XMLValidator.validate(body) !== true) return undefined;
  const document = new XmlPart(parse(body), '');
  const [root] = document.names;
  const content = root === undefined ? '' : contentOf(document.children(root)[0]);
  return typeof content === 'object' ? [root, content] : undefined;
}

function contentOf(part: XmlPart): XmlContent {
  if (part.names.length === 0) return part.text;
  return Object.fromEntries(part.names.map((name) => {
    const all = part.children(name).map(contentOf);
    return [name, all.length === 1 ? all[0] : all];
  }));
}

/** Writes a document. */
export function buildXml(root: string, namespace: string, content: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${BUILDER.build({ [root]: { '@xmlns': namespace, ...content } })}`;
}

/** Why a body cannot be read. */
export function malformed(message: string): ApiError {
  return new ApiError('MalformedXML', message);
}

function parse(body: string): Parsed {
  try {
    return PARSER.parse(body);
  } catch (error) {
    throw malformed(`the body cannot be read: ${(error as Error).message}`);
  }
}

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (entity, hexadecimal, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? entity;
    const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
