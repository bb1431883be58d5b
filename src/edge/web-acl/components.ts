import { InspectedRequest } from './inspected-request';
import { Inspected, Inspector, UNINSPECTED_BODY, UNKNOWN_VALUE, withinSize } from './inspector';
import { jsonBodyInspector } from './json-body';
import { Transformation, TRANSFORMATIONS } from './text-transformations';
import { Component, Inspection, isEmulatedTransformation, isKnown, knownItems, NamesInspected, Value } from '../../config';
import { headerPairs } from '../raw-headers';

/** The most headers, cookies and bytes of either that are looked at. */
const MOST = { items: 200, bytes: 8192 };

/** Makes the function that takes a part of a request and transforms it. */
export function inspectorOf({ component, transformations }: Inspection): Inspector {
  const inspect = componentInspector(component);
  const missing = transformations.find((name) => !isEmulatedTransformation(name));
  if (missing !== undefined) return (request) => request.cannotTell(isKnown(missing) ? `the transformation ${missing} is not made` : UNKNOWN_VALUE);
  const steps = transformations.filter(isEmulatedTransformation).filter((name) => name !== 'NONE').map((name): Transformation => TRANSFORMATIONS[name]);
  if (steps.length === 0) return inspect;
  return (request) => {
    const inspected = inspect(request);
    return typeof inspected === 'object' ? inspected.map((text) => steps.reduce((changed, step) => step(changed), text)) : inspected;
  };
}

function componentInspector(component: Component): Inspector {
  switch (component.of) {
    case 'uri-path': return ({ path }) => [path];
    case 'query-string': return ({ query }) => [query];
    case 'method': return ({ method }) => [method];
    case 'all-query-arguments': return ({ queryArguments }) => queryArguments.map(([, value]) => value);
    case 'single-header': return named(component.name, (request, lower) => textsOf(request.header(lower)));
    case 'single-query-argument': return named(component.name, ({ queryArguments }, lower) => valuesOf(queryArguments, (name) => name.toLowerCase() === lower));
    case 'single-cookie': return named(component.name, ({ cookies }, lower) => valuesOf(cookies, (name) => name.toLowerCase() === lower));
    case 'headers': return pairInspector(component, ({ headers }) => headerPairs(headers), (name) => name.toLowerCase());
    case 'cookies': return pairInspector(component, ({ cookies }) => cookies, (name) => name);
    case 'body': return (request) => (request.body === undefined ? request.cannotTell(UNINSPECTED_BODY) : withinSize([request.body.text], request.body.isCut, component.oversize));
    case 'json-body': return jsonBodyInspector(component);
    case 'header-order': return ({ headers }) => headerOrder(headers, component.oversize);
    case 'ja3': case 'ja4': {
      const { of, fallback } = component;
      return (request) => textsOf(request.fingerprint(of)) ?? fallback === 'MATCH';
    }
    case 'uri-fragment': return () => component.fallback === 'MATCH'; // Viewers send no fragments.
    case 'unanswerable': return (request) => request.cannotTell(component.because);
  }
}

function named(name: unknown, take: (request: InspectedRequest, lower: string) => readonly string[] | undefined): Inspector {
  if (typeof name !== 'string') return (request) => request.cannotTell(UNKNOWN_VALUE);
  const lower = name.toLowerCase();
  return (request) => take(request, lower) ?? [];
}

function textsOf(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : [text];
}

type Pairs = readonly (readonly [name: string, value: string])[];

function valuesOf(pairs: Pairs, isMeant: (name: string) => boolean): string[] {
  return pairs.filter(([name]) => isMeant(name)).map(([, value]) => value);
}

/** The names and values of headers or cookies. */
function pairInspector({ names, scope, oversize }: Component & { readonly of: 'headers' | 'cookies' }, all: (request: InspectedRequest) => Pairs, comparable: (name: string) => string): Inspector {
  const isMeant = selectionOf(names, comparable);
  if (isMeant === undefined) return (request) => request.cannotTell(UNKNOWN_VALUE);
  return (request) => {
    const { kept, isCut } = withinMost(all(request));
    const meant = kept.filter(([name]) => isMeant(comparable(name)));
    return withinSize(meant.flatMap(([name, value]) => (scope === 'KEY' ? [name] : scope === 'VALUE' ? [value] : [name, value])), isCut, oversize);
  };
}

function selectionOf({ include, names }: NamesInspected, comparable: (name: string) => string): ((name: string) => boolean) | undefined {
  if (include === 'all') return () => true;
  if (!isKnown(names)) return undefined;
  const listed = new Set(knownItems(names).map(comparable));
  return include === 'listed' ? (name) => listed.has(name) : (name) => !listed.has(name);
}

/** The pairs that AWS WAF gets to see, and whether there are more. */
function withinMost(pairs: Pairs): { readonly kept: Pairs; readonly isCut: boolean } {
  let bytes = 0;
  const fitting = pairs.findIndex(([name, value], i) => i >= MOST.items || (bytes += name.length + value.length) > MOST.bytes);
  return fitting < 0 ? { kept: pairs, isCut: false } : { kept: pairs.slice(0, fitting), isCut: true };
}

function headerOrder(headers: readonly string[], oversize: Value<string>): Inspected {
  const { kept, isCut } = withinMost(headerPairs(headers));
  return withinSize([kept.map(([name]) => name).join(':')], isCut, oversize);
}
