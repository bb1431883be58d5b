import { addressMatcher } from './addresses';
import { inspectorOf } from './components';
import { InspectedRequest, Match } from './inspected-request';
import { UNKNOWN_VALUE } from './inspector';
import { labelMatcher } from './labels';
import { rateMatcher } from './rate';
import { expressionMatcher } from './regular-expression';
import { Inspection, isKnown, knownItems, readExpression, Statement, UNKNOWN, UnreadableExpression, Value } from '../../config';
import { Networks } from '../locator/networks';

/** Whether a request is what a statement asks for. */
export type Matcher = (request: InspectedRequest) => Match;

type Of<Kind extends Statement['kind']> = Extract<Statement, { readonly kind: Kind }>;

/**
 * Makes the function that answers a statement. What cannot be told stays so under NOT, and under AND and OR unless the
 * other statements decide.
 *
 * @param namespace what stands before the labels of its web ACL or rule group
 */
export function statementMatcher(statement: Statement, namespace: string): Matcher {
  switch (statement.kind) {
    case 'and': return all(statement.statements.map((inner) => statementMatcher(inner, namespace)), false);
    case 'or': return all(statement.statements.map((inner) => statementMatcher(inner, namespace)), true);
    case 'not': return negated(statementMatcher(statement.statement, namespace));
    case 'byte-match': return byteMatch(statement);
    case 'regex-match': return regexMatch(statement);
    case 'size': return sizeMatch(statement);
    case 'geo-match': return geoMatch(statement);
    case 'asn-match': return asnMatch(statement);
    case 'ip-set': return ipSetMatch(statement);
    case 'label-match': return labelMatch(statement, namespace);
    case 'rate': return rateMatcher(statement, statement.scopeDown === undefined ? () => true : statementMatcher(statement.scopeDown, namespace));
    case 'rule-group': return unanswered('a rule group stands within another statement');
    case 'unanswerable': return unanswered(statement.because);
  }
}

function unanswered(because: string): Matcher {
  return (request) => request.cannotTell(because);
}

/** The answer `deciding` of one statement decides; without it, one that cannot be told leaves it open. */
function all(matchers: readonly Matcher[], deciding: boolean): Matcher {
  return (request) => {
    let open = false;
    for (const matches of matchers) {
      const match = matches(request);
      if (match === deciding) return deciding;
      open ||= match === undefined;
    }
    return open ? undefined : !deciding;
  };
}

function negated(matches: Matcher): Matcher {
  return (request) => {
    const match = matches(request);
    return match === undefined ? undefined : !match;
  };
}

/** Whether one of the texts that are inspected is as wanted. */
function textMatch(inspection: Inspection, isWanted: (text: string) => boolean): Matcher {
  const inspect = inspectorOf(inspection);
  return (request) => {
    const inspected = inspect(request);
    return typeof inspected === 'object' ? inspected.some(isWanted) : inspected;
  };
}

const POSITIONS: { readonly [position: string]: (search: string) => (text: string) => boolean } = {
  EXACTLY: (search) => (text) => text === search,
  STARTS_WITH: (search) => (text) => text.startsWith(search),
  ENDS_WITH: (search) => (text) => text.endsWith(search),
  CONTAINS: (search) => (text) => text.includes(search),
  CONTAINS_WORD: (search) => (text) => containsWord(text, search),
};

function byteMatch({ inspection, search, position }: Of<'byte-match'>): Matcher {
  const isFound = isKnown(position) ? POSITIONS[position] : undefined;
  return isFound === undefined || !isKnown(search) ? unanswered(UNKNOWN_VALUE) : textMatch(inspection, isFound(search));
}

function containsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}

function regexMatch({ inspection, expressions }: Of<'regex-match'>): Matcher {
  if (!isKnown(expressions)) return unanswered(UNKNOWN_VALUE);
  const statements = expressions.map((expression) => (isKnown(expression) ? expressionMatch(inspection, expression) : unanswered(UNKNOWN_VALUE)));
  return all(statements, true);
}

function expressionMatch(inspection: Inspection, pattern: string): Matcher {
  try {
    return textMatch(inspection, expressionMatcher(readExpression(pattern)));
  } catch (error) {
    if (error instanceof UnreadableExpression) return unanswered(`the regular expression ${pattern} cannot be read: ${error.message}`);
    throw error;
  }
}

const COMPARISONS: { readonly [operator: string]: (length: number, size: number) => boolean } = {
  EQ: (length, size) => length === size,
  NE: (length, size) => length !== size,
  LE: (length, size) => length <= size,
  LT: (length, size) => length < size,
  GE: (length, size) => length >= size,
  GT: (length, size) => length > size,
};

function sizeMatch({ inspection, operator, size }: Of<'size'>): Matcher {
  const compare = isKnown(operator) ? COMPARISONS[operator] : undefined;
  return compare === undefined || !isKnown(size) ? unanswered(UNKNOWN_VALUE) : textMatch(inspection, (text) => compare(text.length, size));
}

/** Asks for the country, and labels the request with it, whatever the answer. */
function geoMatch({ countries, forwardedIp }: Of<'geo-match'>): Matcher {
  const prefix = `awswaf:${forwardedIp === undefined ? 'clientip' : 'forwardedip'}:geo`;
  return addressMatcher(forwardedIp, (request, ip) => {
    const country = request.countryOf(ip);
    if (country === undefined) return request.cannotTell(`the country of ${ip} is not known`);
    const region = request.regionOf(ip);
    request.labels.add(`${prefix}:country:${country}`);
    if (region !== undefined) request.labels.add(`${prefix}:region:${country}-${region}`);
    return isListed(countries, country, request);
  });
}

function asnMatch({ numbers, forwardedIp }: Of<'asn-match'>): Matcher {
  return addressMatcher(forwardedIp, (request, ip) => {
    const asn = request.asnOf(ip);
    return asn === undefined ? request.cannotTell(`the network of ${ip} is not known`) : isListed(numbers, asn, request);
  });
}

/** Whether a list has a value; with values of its own that are not known, it may. */
function isListed<T>(list: Value<readonly Value<T>[]>, value: T, request: InspectedRequest): Match {
  if (!isKnown(list)) return request.cannotTell(UNKNOWN_VALUE);
  return list.includes(value) || (list.includes(UNKNOWN) ? request.cannotTell(UNKNOWN_VALUE) : false);
}

function ipSetMatch({ addresses, forwardedIp }: Of<'ip-set'>): Matcher {
  const networks = new Networks<true>();
  for (const address of knownItems(addresses)) networks.add(address, true);
  const isComplete = isKnown(addresses) && !addresses.includes(UNKNOWN);
  return addressMatcher(forwardedIp, (request, ip) => networks.find(ip) ?? (isComplete ? false : request.cannotTell(UNKNOWN_VALUE)));
}

function labelMatch({ key, scope }: Of<'label-match'>, namespace: string): Matcher {
  if (!isKnown(key)) return unanswered(UNKNOWN_VALUE);
  const isMeant = labelMatcher(key, scope === 'NAMESPACE', namespace);
  return ({ labels }) => isMeant(labels);
}
