import { isEmulatedTransformation, Location, readExpression, Resource, Treatment, UnreadableExpression } from '../config';
import { FOR_PEOPLE } from './for-people';
import { objectOf } from './resolver';

const STATEMENTS = [
  'AndStatement', 'OrStatement', 'NotStatement', 'ByteMatchStatement', 'RegexMatchStatement', 'RegexPatternSetReferenceStatement', 'SizeConstraintStatement',
  'GeoMatchStatement', 'AsnMatchStatement', 'IPSetReferenceStatement', 'LabelMatchStatement', 'RateBasedStatement', 'RuleGroupReferenceStatement',
];
const ACTIONS = ['Allow', 'Block', 'Count', 'Captcha', 'Challenge'];

/** What the edge runs of AWS WAF: the properties of each resource type, and of each part by the property that it stands in. Names of the user's own are `*`. */
const EMULATED: { readonly [part: string]: readonly string[] } = {
  'AWS::WAFv2::WebACL': ['Name', 'Scope', 'DefaultAction', 'Rules', 'CustomResponseBodies', 'AssociationConfig'],
  'AWS::WAFv2::RuleGroup': ['Name', 'Scope', 'Rules', 'CustomResponseBodies'],
  'AWS::WAFv2::IPSet': ['Name', 'Scope', 'Addresses', 'IPAddressVersion'],
  'AWS::WAFv2::RegexPatternSet': ['Name', 'Scope', 'RegularExpressionList'],
  'AssociationConfig': ['RequestBody'],
  'RequestBody': ['CLOUDFRONT'],
  'CLOUDFRONT': ['DefaultSizeInspectionLimit'],
  'CustomResponseBodies': ['*'],
  '*': ['Content', 'ContentType'],
  'Rules': ['Name', 'Priority', 'Action', 'OverrideAction', 'RuleLabels', 'Statement'],
  'DefaultAction': ['Allow', 'Block'],
  'Action': ACTIONS,
  'ActionToUse': ACTIONS,
  'OverrideAction': ['Count', 'None'],
  'Allow': ['CustomRequestHandling'],
  'Count': ['CustomRequestHandling'],
  'CustomRequestHandling': ['InsertHeaders'],
  'InsertHeaders': ['Name', 'Value'],
  'Block': ['CustomResponse'],
  'CustomResponse': ['ResponseCode', 'ResponseHeaders', 'CustomResponseBodyKey'],
  'ResponseHeaders': ['Name', 'Value'],
  'RuleLabels': ['Name'],
  'Statement': STATEMENTS,
  'Statements': STATEMENTS,
  'ScopeDownStatement': STATEMENTS,
  'AndStatement': ['Statements'],
  'OrStatement': ['Statements'],
  'NotStatement': ['Statement'],
  'ByteMatchStatement': ['FieldToMatch', 'TextTransformations', 'SearchString', 'SearchStringBase64', 'PositionalConstraint'],
  'RegexMatchStatement': ['FieldToMatch', 'TextTransformations', 'RegexString'],
  'RegexPatternSetReferenceStatement': ['FieldToMatch', 'TextTransformations', 'Arn'],
  'SizeConstraintStatement': ['FieldToMatch', 'TextTransformations', 'ComparisonOperator', 'Size'],
  'GeoMatchStatement': ['CountryCodes', 'ForwardedIPConfig'],
  'AsnMatchStatement': ['AsnList', 'ForwardedIPConfig'],
  'IPSetReferenceStatement': ['Arn', 'IPSetForwardedIPConfig'],
  'LabelMatchStatement': ['Scope', 'Key'],
  'RuleGroupReferenceStatement': ['Arn', 'ExcludedRules', 'RuleActionOverrides'],
  'ExcludedRules': ['Name'],
  'RuleActionOverrides': ['Name', 'ActionToUse'],
  'RateBasedStatement': ['AggregateKeyType', 'CustomKeys', 'EvaluationWindowSec', 'ForwardedIPConfig', 'Limit', 'ScopeDownStatement'],
  'CustomKeys': [
    'ASN', 'Cookie', 'ForwardedIP', 'HTTPMethod', 'Header', 'IP', 'JA3Fingerprint', 'JA4Fingerprint', 'LabelNamespace', 'QueryArgument', 'QueryString', 'UriPath',
  ],
  'Cookie': ['Name', 'TextTransformations'],
  'Header': ['Name', 'TextTransformations'],
  'QueryArgument': ['Name', 'TextTransformations'],
  'LabelNamespace': ['Namespace'],
  'ForwardedIPConfig': ['HeaderName', 'FallbackBehavior'],
  'IPSetForwardedIPConfig': ['HeaderName', 'FallbackBehavior', 'Position'],
  'TextTransformations': ['Priority', 'Type'],
  'FieldToMatch': [
    'AllQueryArguments', 'Body', 'Cookies', 'HeaderOrder', 'Headers', 'JA3Fingerprint', 'JA4Fingerprint', 'JsonBody', 'Method', 'QueryString', 'SingleHeader', 'SingleQueryArgument',
    'UriFragment', 'UriPath',
  ],
  'SingleHeader': ['Name', 'name'],
  'SingleQueryArgument': ['Name', 'name'],
  'Headers': ['MatchPattern', 'MatchScope', 'OversizeHandling'],
  'Cookies': ['MatchPattern', 'MatchScope', 'OversizeHandling'],
  'MatchPattern': ['All', 'IncludedHeaders', 'ExcludedHeaders', 'IncludedCookies', 'ExcludedCookies', 'IncludedPaths'],
  'Body': ['OversizeHandling'],
  'JsonBody': ['InvalidFallbackBehavior', 'MatchPattern', 'MatchScope', 'OversizeHandling'],
  'HeaderOrder': ['OversizeHandling'],
  'JA3Fingerprint': ['FallbackBehavior'],
  'JA4Fingerprint': ['FallbackBehavior'],
  'UriFragment': ['FallbackBehavior'],
  'UriPath': ['TextTransformations'],
  'QueryString': ['TextTransformations'],
};

/** Why properties have no effect, wherever they stand. */
const WITHOUT_EFFECT: { readonly [property: string]: string } = {
  CaptchaConfig: 'nobody can solve a puzzle, so the time that a solution holds for does not matter',
  ChallengeConfig: 'nobody can pass a challenge, so the time that it holds for does not matter',
  Description: FOR_PEOPLE.DESCRIPTION,
  ManagedRuleGroupStatement: 'the rules of managed rule groups are not known, so it matches nothing',
  PreParseTextTransformations: 'transformations before parsing are not made, so the statement matches nothing',
  SqliMatchStatement: 'SQL injection is not looked for, so it matches nothing',
  Tags: FOR_PEOPLE.TAGS,
  VisibilityConfig: 'metrics and samples of requests are not kept',
  XssMatchStatement: 'cross-site scripting is not looked for, so it matches nothing',
};

/** What happens locally with each property of a resource of AWS WAF; nothing is said of those that are not for CloudFront. */
export function webAclTreatmentOf({ type, location, stated }: Resource): Treatment[] {
  return EMULATED[type] === undefined || stated.Scope === 'REGIONAL' ? [] : visit(stated, '', type, location);
}

function visit(value: unknown, path: string, part: string, location: Location): Treatment[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => visit(item, `${path}[${i}]`, part, location));
  const object = objectOf(value);
  if (object === undefined || Object.getPrototypeOf(object) !== null) return textTreatment(value, path, part, location);
  const emulated = EMULATED[part] ?? [];
  return Object.keys(object).flatMap((name) => {
    const inner = path === '' ? name : `${path}.${name}`;
    const key = emulated[0] === '*' ? '*' : name;
    const here = { ...location, path: inner };
    if (!emulated.includes(key)) return [{ location: here, as: 'accepted' as const, because: WITHOUT_EFFECT[name] ?? 'it is not emulated' }];
    return [{ location: here, as: 'emulated' as const }, ...visit(object[name], inner, key, location)];
  });
}

/** What happens with a text whose value decides whether its statement can match. */
function textTreatment(value: unknown, path: string, property: string, location: Location): Treatment[] {
  const because = typeof value === 'string' ? UNUSABLE[property]?.(value) : undefined;
  return because === undefined ? [] : [{ location: { ...location, path }, as: 'accepted', because: `${because}, so the statement matches nothing` }];
}

const UNUSABLE: { readonly [property: string]: (text: string) => string | undefined } = {
  RegexString: whyUnreadable,
  RegularExpressionList: whyUnreadable,
  Type: (text) => (isEmulatedTransformation(text) ? undefined : `the transformation ${text} is not made`),
};

function whyUnreadable(pattern: string): string | undefined {
  try {
    readExpression(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableExpression) return error.message;
    throw error;
  }
}
