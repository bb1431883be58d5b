import { Part } from './location';
import { isKnown, Value } from './unknown';

/** A web ACL of AWS WAF for distributions: `AWS::WAFv2::WebACL`. */
export interface WebAcl extends RuleSetOfAcl {
  /** What happens to a request that no rule decides on. */
  readonly defaultAction: WebAclAction | undefined;
  /** How many bytes of a body are looked at. */
  readonly bodyLimit: number;
}

/** Rules that a web ACL takes together: `AWS::WAFv2::RuleGroup`. */
export type WebAclRuleGroup = RuleSetOfAcl;

/** What web ACLs and rule groups have in common. */
interface RuleSetOfAcl extends Part {
  /** The local value of its ARN. */
  readonly arn: string;
  /** What stands before the labels of its rules, such as `awswaf:123456789012:webacl:Site:`. */
  readonly labelNamespace: string;
  /** In the order of their priorities. */
  readonly rules: readonly WebAclRule[];
  readonly responseBodies: ReadonlyMap<string, CustomResponseBody>;
}

export interface WebAclRule extends Part {
  readonly name: Value<string>;
  /** Absent for one that refers to a rule group. */
  readonly action: WebAclAction | undefined;
  /** Whether what the rules of a group decide is only counted. */
  readonly countsOnly: Value<boolean>;
  /** Added to requests that match, without the namespace. */
  readonly labels: readonly Value<string>[];
  readonly statement: Statement;
}

/** What happens to a request that a rule matches. */
export interface WebAclAction {
  readonly kind: 'allow' | 'block' | 'count' | 'captcha' | 'challenge';
  /** Headers that are added to the request, without their prefix. */
  readonly insertedHeaders: readonly AclHeader[];
  /** What viewers get in the place of 403. */
  readonly response: CustomResponse | undefined;
}

export interface AclHeader {
  readonly name: Value<string>;
  readonly value: Value<string>;
}

export interface CustomResponse {
  readonly code: Value<number> | undefined;
  readonly headers: readonly AclHeader[];
  /** The name of one of the bodies of the web ACL or rule group. */
  readonly body: Value<string> | undefined;
}

export interface CustomResponseBody {
  readonly content: Value<string> | undefined;
  /** `TEXT_PLAIN`, `TEXT_HTML` or `APPLICATION_JSON`. */
  readonly contentType: Value<string> | undefined;
}

/** What a rule asks of a request. */
export type Statement =
  | { readonly kind: 'and' | 'or'; readonly statements: readonly Statement[] }
  | { readonly kind: 'not'; readonly statement: Statement }
  | { readonly kind: 'byte-match'; readonly inspection: Inspection; readonly search: Value<string> | undefined; readonly position: Value<string> | undefined }
  | { readonly kind: 'regex-match'; readonly inspection: Inspection; readonly expressions: Value<readonly Value<string>[]> }
  | { readonly kind: 'size'; readonly inspection: Inspection; readonly operator: Value<string> | undefined; readonly size: Value<number> | undefined }
  | { readonly kind: 'geo-match'; readonly countries: Value<readonly Value<string>[]>; readonly forwardedIp: ForwardedIp | undefined }
  | { readonly kind: 'asn-match'; readonly numbers: Value<readonly Value<number>[]>; readonly forwardedIp: ForwardedIp | undefined }
  | { readonly kind: 'ip-set'; readonly addresses: Value<readonly Value<string>[]>; readonly forwardedIp: ForwardedIp | undefined }
  | { readonly kind: 'label-match'; readonly scope: Value<string> | undefined; readonly key: Value<string> | undefined }
  | RateStatement
  | { readonly kind: 'rule-group'; readonly group: WebAclRuleGroup; readonly overrides: ReadonlyMap<string, WebAclAction> }
  /** One that cannot be answered on this machine, and so matches nothing. */
  | { readonly kind: 'unanswerable'; readonly because: string };

/** How often requests come that have something in common. */
export interface RateStatement {
  readonly kind: 'rate';
  readonly limit: Value<number> | undefined;
  /** Seconds. */
  readonly window: Value<number>;
  /** What requests that are counted together have in common; nothing where all are. */
  readonly keys: readonly RateKey[];
  readonly forwardedIp: ForwardedIp | undefined;
  /** Which requests are counted at all. */
  readonly scopeDown: Statement | undefined;
}

export type RateKey =
  | { readonly of: 'ip' | 'forwarded-ip' | 'asn' }
  | { readonly of: 'label-namespace'; readonly namespace: Value<string> | undefined }
  | { readonly of: 'component'; readonly inspection: Inspection };

/** An address that a header of the request says. */
export interface ForwardedIp {
  readonly header: Value<string> | undefined;
  /** `MATCH` or `NO_MATCH`, where the header has no address. */
  readonly fallback: Value<string> | undefined;
  /** `FIRST`, `LAST` or `ANY` of its addresses. */
  readonly position: Value<string>;
}

/** What of a request is looked at, and how it is changed before. */
export interface Inspection {
  readonly component: Component;
  /** In the order in which they are applied. */
  readonly transformations: readonly Value<string>[];
}

/** A part of a request. */
export type Component =
  | { readonly of: 'uri-path' | 'query-string' | 'all-query-arguments' | 'method' }
  | { readonly of: 'single-header' | 'single-query-argument' | 'single-cookie'; readonly name: Value<string> | undefined }
  | { readonly of: 'headers' | 'cookies'; readonly names: NamesInspected; readonly scope: Value<string>; readonly oversize: Value<string> }
  | JsonBody
  | { readonly of: 'body' | 'header-order'; readonly oversize: Value<string> }
  | { readonly of: 'ja3' | 'ja4' | 'uri-fragment'; readonly fallback: Value<string> }
  | { readonly of: 'unanswerable'; readonly because: string };

/** A body that is read as JSON. */
export interface JsonBody {
  readonly of: 'json-body';
  /** JSON pointers to what is looked at; undefined for all. */
  readonly paths: Value<readonly Value<string>[]> | undefined;
  /** `KEY`, `VALUE` or `ALL`. */
  readonly scope: Value<string>;
  /** `MATCH`, `NO_MATCH` or `EVALUATE_AS_STRING`, where the body is no JSON. */
  readonly invalid: Value<string> | undefined;
  readonly oversize: Value<string>;
}

/** Which headers or cookies are looked at. */
export interface NamesInspected {
  readonly include: 'all' | 'listed' | 'all-except';
  readonly names: Value<readonly Value<string>[]>;
}

/** The text transformations that the local edge makes; statements with another one match nothing. */
export const TEXT_TRANSFORMATIONS = [
  'NONE', 'BASE64_DECODE', 'BASE64_DECODE_EXT', 'CMD_LINE', 'COMPRESS_WHITE_SPACE', 'CSS_DECODE', 'ESCAPE_SEQ_DECODE', 'HEX_DECODE', 'HTML_ENTITY_DECODE', 'JS_DECODE',
  'LOWERCASE', 'MD5', 'NORMALIZE_PATH', 'NORMALIZE_PATH_WIN', 'REMOVE_NULLS', 'REMOVE_WHITESPACE', 'REPLACE_COMMENTS', 'REPLACE_NULLS', 'SHA256', 'SQL_HEX_DECODE', 'TRIM',
  'TRIM_LEFT', 'TRIM_RIGHT', 'UPPERCASE', 'URL_DECODE', 'URL_DECODE_UNI', 'UTF8_TO_UNICODE',
] as const;

/** A text transformation that the local edge makes. */
export type TextTransformation = typeof TEXT_TRANSFORMATIONS[number];

/** Whether the local edge makes a text transformation. */
export function isEmulatedTransformation(name: Value<string>): name is TextTransformation {
  return isKnown(name) && (TEXT_TRANSFORMATIONS as readonly string[]).includes(name);
}
