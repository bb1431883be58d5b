import {
  Component, AclHeader, CustomResponseBody, ForwardedIp, Inspection, isKnown, knownOr, NamesInspected, RateKey, Statement, Value, WebAcl, WebAclAction, WebAclRule,
  WebAclRuleGroup,
} from '../../config';
import { PartReader } from '../part-reader';

/** What the rules of web ACLs refer to in the rest of the application, by ARN. */
export interface AclReferences {
  readonly ipSets: ReadonlyMap<string, PartReader>;
  readonly regexPatternSets: ReadonlyMap<string, PartReader>;
  readonly ruleGroups: ReadonlyMap<string, WebAclRuleGroup>;
}

/** Who a web ACL or rule group is. */
export interface AclIdentity {
  readonly arn: string;
  readonly account: Value<string>;
}

const KILOBYTES = 1024;

export function readWebAcl(resource: PartReader, identity: AclIdentity, references: AclReferences): WebAcl {
  const body = resource.child('AssociationConfig')?.child('RequestBody')?.child('CLOUDFRONT');
  const limit = /^KB_(\d+)$/.exec(knownOr(body?.text('DefaultSizeInspectionLimit'), ''));
  return {
    ...readRuleGroup(resource, identity, references),
    labelNamespace: namespaceOf('webacl', identity),
    defaultAction: action(resource.childOrEmpty('DefaultAction')),
    bodyLimit: (limit === null ? 16 : Number(limit[1])) * KILOBYTES,
  };
}

export function readRuleGroup(resource: PartReader, identity: AclIdentity, references: AclReferences): WebAclRuleGroup {
  const rules = resource.children('Rules').map((part) => ({ rule: rule(part, references), priority: knownOr(part.number('Priority'), Infinity) }));
  return {
    ...resource.part,
    arn: identity.arn,
    labelNamespace: namespaceOf('rulegroup', identity),
    rules: rules.sort((one, other) => order(one.priority, other.priority)).map((sorted) => sorted.rule),
    responseBodies: responseBodies(resource.child('CustomResponseBodies')),
  };
}

function namespaceOf(kind: string, { arn, account }: AclIdentity): string {
  return `awswaf:${knownOr(account, '')}:${kind}:${arn.split('/')[2]}:`;
}

function responseBodies(bodies: PartReader | undefined): ReadonlyMap<string, CustomResponseBody> {
  const keys = bodies === undefined ? [] : Object.keys(bodies.stated);
  return new Map(keys.map((key) => {
    const body = bodies!.childOrEmpty(key);
    return [key, { content: body.text('Content'), contentType: body.text('ContentType') }];
  }));
}

function rule(part: PartReader, references: AclReferences): WebAclRule {
  return {
    ...part.part,
    name: part.text('Name') ?? '',
    action: part.child('Action') && action(part.childOrEmpty('Action')),
    countsOnly: part.child('OverrideAction')?.has('Count') ?? false,
    labels: part.children('RuleLabels').map((label) => label.text('Name') ?? ''),
    statement: readStatement(part.childOrEmpty('Statement'), references),
  };
}

const ACTIONS = { Allow: 'allow', Block: 'block', Count: 'count', Captcha: 'captcha', Challenge: 'challenge' } as const;

function action(part: PartReader): WebAclAction | undefined {
  const name = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).find((candidate) => part.has(candidate));
  if (name === undefined) return undefined;
  const settings = part.childOrEmpty(name);
  const response = settings.child('CustomResponse');
  return {
    kind: ACTIONS[name],
    insertedHeaders: headers(settings.childOrEmpty('CustomRequestHandling'), 'InsertHeaders'),
    response: response && { code: response.number('ResponseCode'), headers: headers(response, 'ResponseHeaders'), body: response.text('CustomResponseBodyKey') },
  };
}

function headers(part: PartReader, name: string): AclHeader[] {
  return part.children(name).map((header) => ({ name: header.text('Name') ?? '', value: header.text('Value') ?? '' }));
}

type StatementReader = (part: PartReader, references: AclReferences) => Statement;

/** How each kind of statement is read, by the property that it stands in. */
const STATEMENTS: { readonly [property: string]: StatementReader } = {
  AndStatement: (part, references) => ({ kind: 'and', statements: statements(part, references) }),
  OrStatement: (part, references) => ({ kind: 'or', statements: statements(part, references) }),
  NotStatement: (part, references) => ({ kind: 'not', statement: readStatement(part.childOrEmpty('Statement'), references) }),
  ByteMatchStatement: (part) => ({ kind: 'byte-match', inspection: inspection(part), search: searchString(part), position: part.text('PositionalConstraint') }),
  RegexMatchStatement: (part) => ({ kind: 'regex-match', inspection: inspection(part), expressions: part.texts('RegexString') }),
  RegexPatternSetReferenceStatement: (part, { regexPatternSets }) => {
    const set = referred(part, regexPatternSets);
    return set === undefined ? elsewhere('pattern set') : { kind: 'regex-match', inspection: inspection(part), expressions: set.texts('RegularExpressionList') };
  },
  SizeConstraintStatement: (part) => ({ kind: 'size', inspection: inspection(part), operator: part.text('ComparisonOperator'), size: part.number('Size') }),
  GeoMatchStatement: (part) => ({ kind: 'geo-match', countries: part.texts('CountryCodes'), forwardedIp: forwardedIp(part.child('ForwardedIPConfig')) }),
  AsnMatchStatement: (part) => ({ kind: 'asn-match', numbers: part.numbers('AsnList'), forwardedIp: forwardedIp(part.child('ForwardedIPConfig')) }),
  IPSetReferenceStatement: (part, { ipSets }) => {
    const set = referred(part, ipSets);
    return set === undefined ? elsewhere('IP set') : { kind: 'ip-set', addresses: set.texts('Addresses'), forwardedIp: forwardedIp(part.child('IPSetForwardedIPConfig')) };
  },
  LabelMatchStatement: (part) => ({ kind: 'label-match', scope: part.text('Scope'), key: part.text('Key') }),
  RateBasedStatement: (part, references) => ({
    kind: 'rate',
    limit: part.number('Limit'),
    window: part.number('EvaluationWindowSec') ?? 300,
    keys: rateKeys(part),
    forwardedIp: forwardedIp(part.child('ForwardedIPConfig')),
    scopeDown: part.child('ScopeDownStatement') && readStatement(part.childOrEmpty('ScopeDownStatement'), references),
  }),
  RuleGroupReferenceStatement: (part, { ruleGroups }) => {
    const group = referred(part, ruleGroups);
    return group === undefined ? elsewhere('rule group') : { kind: 'rule-group', group, overrides: overrides(part) };
  },
  ManagedRuleGroupStatement: () => ({ kind: 'unanswerable', because: 'managed rule groups are not emulated' }),
  SqliMatchStatement: () => ({ kind: 'unanswerable', because: 'SQL injection is not looked for' }),
  XssMatchStatement: () => ({ kind: 'unanswerable', because: 'cross-site scripting is not looked for' }),
};

function readStatement(part: PartReader, references: AclReferences): Statement {
  const name = Object.keys(STATEMENTS).find((candidate) => part.has(candidate));
  return name === undefined ? { kind: 'unanswerable', because: 'the statement is not known' } : STATEMENTS[name](part.childOrEmpty(name), references);
}

function statements(part: PartReader, references: AclReferences): Statement[] {
  return part.children('Statements').map((inner) => readStatement(inner, references));
}

function referred<T>(part: PartReader, known: ReadonlyMap<string, T>): T | undefined {
  const arn = part.text('Arn');
  return isKnown(arn) ? known.get(arn) : undefined;
}

function elsewhere(what: string): Statement {
  return { kind: 'unanswerable', because: `the ${what} is not in the templates` };
}

/** The bytes that are searched for, one to a character. */
function searchString(part: PartReader): Value<string> | undefined {
  const encoded = part.text('SearchStringBase64');
  if (isKnown(encoded)) return Buffer.from(encoded, 'base64').toString('latin1');
  const plain = part.text('SearchString');
  return isKnown(plain) ? Buffer.from(plain, 'utf8').toString('latin1') : encoded ?? plain;
}

function overrides(part: PartReader): ReadonlyMap<string, WebAclAction> {
  const excluded = part.children('ExcludedRules').map((excludedRule): [Value<string>, WebAclAction] => [excludedRule.text('Name') ?? '', COUNT]);
  const overridden = part.children('RuleActionOverrides').flatMap((override): [Value<string>, WebAclAction][] => {
    const used = action(override.childOrEmpty('ActionToUse'));
    return used === undefined ? [] : [[override.text('Name') ?? '', used]];
  });
  return new Map([...excluded, ...overridden].filter((entry): entry is [string, WebAclAction] => isKnown(entry[0])));
}

const COUNT: WebAclAction = { kind: 'count', insertedHeaders: [], response: undefined };

function forwardedIp(part: PartReader | undefined): ForwardedIp | undefined {
  return part && { header: part.text('HeaderName'), fallback: part.text('FallbackBehavior'), position: part.text('Position') ?? 'FIRST' };
}

/** @param part has `FieldToMatch` and `TextTransformations` */
function inspection(part: PartReader): Inspection {
  const read = part.has('PreParseTextTransformations') ? unanswerable('transformations before parsing are not made') : component(part.childOrEmpty('FieldToMatch'));
  return { component: read, transformations: transformations(part) };
}

function transformations(part: PartReader): Value<string>[] {
  const listed = part.children('TextTransformations').map((item) => ({ type: item.text('Type') ?? 'NONE', priority: knownOr(item.number('Priority'), Infinity) }));
  return listed.sort((one, other) => order(one.priority, other.priority)).map(({ type }) => type);
}

/** How each part of a request is read, by the property of `FieldToMatch` that it stands in. */
const COMPONENTS: { readonly [property: string]: (part: PartReader) => Component } = {
  UriPath: () => ({ of: 'uri-path' }),
  QueryString: () => ({ of: 'query-string' }),
  AllQueryArguments: () => ({ of: 'all-query-arguments' }),
  Method: () => ({ of: 'method' }),
  SingleHeader: (part) => ({ of: 'single-header', name: nameOf(part) }),
  SingleQueryArgument: (part) => ({ of: 'single-query-argument', name: nameOf(part) }),
  Headers: (part) => ({ of: 'headers', names: namesInspected(part, 'Headers'), scope: part.text('MatchScope') ?? 'ALL', oversize: oversize(part) }),
  Cookies: (part) => ({ of: 'cookies', names: namesInspected(part, 'Cookies'), scope: part.text('MatchScope') ?? 'ALL', oversize: oversize(part) }),
  Body: (part) => ({ of: 'body', oversize: oversize(part) }),
  HeaderOrder: (part) => ({ of: 'header-order', oversize: oversize(part) }),
  JA3Fingerprint: (part) => ({ of: 'ja3', fallback: fallback(part) }),
  JA4Fingerprint: (part) => ({ of: 'ja4', fallback: fallback(part) }),
  UriFragment: (part) => ({ of: 'uri-fragment', fallback: fallback(part) }),
  JsonBody: (part) => ({
    of: 'json-body',
    paths: part.childOrEmpty('MatchPattern').has('IncludedPaths') ? part.childOrEmpty('MatchPattern').texts('IncludedPaths') : undefined,
    scope: part.text('MatchScope') ?? 'ALL',
    invalid: part.text('InvalidFallbackBehavior'),
    oversize: oversize(part),
  }),
};

function component(part: PartReader): Component {
  const name = Object.keys(COMPONENTS).find((candidate) => part.has(candidate));
  return name === undefined ? unanswerable('the part of the request is not known') : COMPONENTS[name](part.childOrEmpty(name));
}

/** CloudFormation passes this object on to WAF as it is, and WAF takes the name in either spelling. */
function nameOf(part: PartReader): Value<string> | undefined {
  return part.text('Name') ?? part.text('name');
}

function unanswerable(because: string): Component {
  return { of: 'unanswerable', because };
}

function oversize(part: PartReader): Value<string> {
  return part.text('OversizeHandling') ?? 'CONTINUE';
}

function fallback(part: PartReader): Value<string> {
  return part.text('FallbackBehavior') ?? 'NO_MATCH';
}

function namesInspected(part: PartReader, what: 'Headers' | 'Cookies'): NamesInspected {
  const pattern = part.childOrEmpty('MatchPattern');
  if (pattern.has(`Included${what}`)) return { include: 'listed', names: pattern.texts(`Included${what}`) };
  if (pattern.has(`Excluded${what}`)) return { include: 'all-except', names: pattern.texts(`Excluded${what}`) };
  return { include: 'all', names: [] };
}

function rateKeys(part: PartReader): RateKey[] {
  switch (knownOr(part.text('AggregateKeyType'), 'IP')) {
    case 'FORWARDED_IP': return [{ of: 'forwarded-ip' }];
    case 'CONSTANT': return [];
    case 'CUSTOM_KEYS': return part.children('CustomKeys').flatMap(customKeys);
    default: return [{ of: 'ip' }];
  }
}

/** How each custom key of a rate is read, by its property. */
const CUSTOM_KEYS: { readonly [property: string]: (part: PartReader) => RateKey } = {
  IP: () => ({ of: 'ip' }),
  ForwardedIP: () => ({ of: 'forwarded-ip' }),
  ASN: () => ({ of: 'asn' }),
  HTTPMethod: () => keyOf({ of: 'method' }),
  Header: (part) => keyOf({ of: 'single-header', name: part.text('Name') }, part),
  QueryArgument: (part) => keyOf({ of: 'single-query-argument', name: part.text('Name') }, part),
  Cookie: (part) => keyOf({ of: 'single-cookie', name: part.text('Name') }, part),
  QueryString: (part) => keyOf({ of: 'query-string' }, part),
  UriPath: (part) => keyOf({ of: 'uri-path' }, part),
  JA3Fingerprint: (part) => keyOf({ of: 'ja3', fallback: fallback(part) }),
  JA4Fingerprint: (part) => keyOf({ of: 'ja4', fallback: fallback(part) }),
  LabelNamespace: (part) => ({ of: 'label-namespace', namespace: part.text('Namespace') }),
};

function customKeys(part: PartReader): RateKey[] {
  return Object.keys(CUSTOM_KEYS).filter((name) => part.has(name)).map((name) => CUSTOM_KEYS[name](part.childOrEmpty(name)));
}

function keyOf(of: Component, part?: PartReader): RateKey {
  return { of: 'component', inspection: { component: of, transformations: part === undefined ? [] : transformations(part) } };
}

function order(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
