import { Json, ok, Viewer } from '../scenario';
import { aboutField, contains, edgeWithAcl, pathIs, ruleOf } from './acl';

type Request = readonly [url: string, viewer?: Viewer];

/** Which of some requests a rule with the statement blocks. */
async function blocked(statement: Json, requests: readonly Request[], others: { readonly [logicalId: string]: Json } = {}): Promise<boolean[]> {
  const edge = edgeWithAcl([ruleOf(statement)], {}, others, { behavior: { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] } });
  const statuses: boolean[] = [];
  for (const [url, viewer] of requests) statuses.push((await edge.get(url, viewer)).status === 403);
  return statuses;
}

/** A statement with requests that it matches, and others that it does not. */
interface Case {
  readonly statement: Json;
  readonly matches: readonly Request[];
  readonly others: readonly Request[];
  readonly resources?: { readonly [logicalId: string]: Json };
}

const header = (name: string, value: string): Request => ['/', { headers: { [name]: value } }];
const cookie = (value: string): Request => header('Cookie', value);
const byte = (PositionalConstraint: string, SearchString: string) => aboutField('ByteMatchStatement', { UriPath: {} }, { PositionalConstraint, SearchString });
const size = (ComparisonOperator: string, Size: unknown) => aboutField('SizeConstraintStatement', { QueryString: {} }, { ComparisonOperator, Size });
const FIRST_QUERY_A = contains({ SingleQueryArgument: { Name: 'a' } }, '1');
const FIRST_QUERY_B = contains({ SingleQueryArgument: { Name: 'b' } }, '1');
const forwarded = (FallbackBehavior: string, Position?: string) => ({ HeaderName: 'X-Forwarded-For', FallbackBehavior, ...(Position && { Position }) });
const xff = (value: string) => header('x-forwarded-for', value);
const ipSet = (...Addresses: readonly unknown[]) => ({ Ips: { Type: 'AWS::WAFv2::IPSet', Properties: { Scope: 'CLOUDFRONT', IPAddressVersion: 'IPV4', Addresses } } });
const IN_SET = { IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': ['Ips', 'Arn'] } } };
const inSet = (...config: Parameters<typeof forwarded>) => ({ IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': ['Ips', 'Arn'] }, IPSetForwardedIPConfig: forwarded(...config) } });
const UNANSWERABLE = { SqliMatchStatement: { FieldToMatch: { QueryString: {} }, TextTransformations: [{ Priority: 0, Type: 'NONE' }] } };
const UNKNOWN = { Ref: 'Undefined' };
const headers = (MatchPattern: Json, MatchScope: string) => contains({ Headers: { MatchPattern, MatchScope, OversizeHandling: 'CONTINUE' } }, 'evil');
const cookies = (MatchPattern: Json, MatchScope: string) => contains({ Cookies: { MatchPattern, MatchScope, OversizeHandling: 'CONTINUE' } }, 'evil');
const json = (MatchPattern: Json, MatchScope: string, InvalidFallbackBehavior?: string) => (
  contains({ JsonBody: { MatchPattern, MatchScope, InvalidFallbackBehavior, OversizeHandling: 'CONTINUE' } }, 'evil')
);
const post = (body: string): Request => ['/', { method: 'POST', body, headers: { 'Content-Length': String(body.length) } }];

const CASES: { readonly [title: string]: Case } = {
  'the whole path': { statement: byte('EXACTLY', '/a'), matches: [['/a'], ['/a?x']], others: [['/a/b'], ['/A']] },
  'the beginning of the path': { statement: byte('STARTS_WITH', '/a'), matches: [['/a'], ['/ab']], others: [['/b/a']] },
  'the end of the path': { statement: byte('ENDS_WITH', '.php'), matches: [['/a.php'], ['/a.php?x']], others: [['/a.php5']] },
  'a part of the path': { statement: byte('CONTAINS', 'admin'), matches: [['/x/admin/y'], ['/badmin']], others: [['/adm'], ['/?admin']] },
  'a word of the path': { statement: byte('CONTAINS_WORD', 'bad'), matches: [['/bad'], ['/a-bad.x'], ['/badge-bad']], others: [['/badge'], ['/not_bad']] },
  'the bytes of a text in base64': { statement: aboutField('ByteMatchStatement', { UriPath: {} }, { PositionalConstraint: 'EXACTLY', SearchStringBase64: 'L2E=' }), matches: [['/a']], others: [['/L2E=']] },
  'a regular expression': {
    statement: aboutField('RegexMatchStatement', { UriPath: {} }, { RegexString: '^/(admin|wp-login)\\b' }),
    matches: [['/admin'], ['/wp-login.php']],
    others: [['/administrator'], ['/x/admin']],
  },
  'any of a set of regular expressions': {
    statement: aboutField('RegexPatternSetReferenceStatement', { QueryString: {} }, { Arn: { 'Fn::GetAtt': ['Patterns', 'Arn'] } }),
    resources: { Patterns: { Type: 'AWS::WAFv2::RegexPatternSet', Properties: { Scope: 'CLOUDFRONT', RegularExpressionList: ['^x=', 'z$', '(?=broken)'] } } },
    matches: [['/?x=1'], ['/?a=z']],
    others: [['/?a=1'], ['/x=']],
  },
  'a size that is equal': { statement: size('EQ', 3), matches: [['/?abc']], others: [['/?ab'], ['/?abcd']] },
  'a size that differs': { statement: size('NE', 3), matches: [['/?ab'], ['/']], others: [['/?abc']] },
  'a size below': { statement: size('LT', 3), matches: [['/?ab']], others: [['/?abc']] },
  'a size up to': { statement: size('LE', 3), matches: [['/?abc']], others: [['/?abcd']] },
  'a size above': { statement: size('GT', 3), matches: [['/?abcd']], others: [['/?abc']] },
  'a size from': { statement: size('GE', '3'), matches: [['/?abc']], others: [['/?ab']] },
  'the size of a header that is not there matches nothing': {
    statement: aboutField('SizeConstraintStatement', { SingleHeader: { Name: 'X-A' } }, { ComparisonOperator: 'LT', Size: 3 }), matches: [header('X-A', '12')], others: [header('X-A', '123'), ['/']],
  },
  'a header, whatever the case of its name': { statement: contains({ SingleHeader: { name: 'user-agent' } }, 'Bot'), matches: [header('User-Agent', 'A Bot')], others: [header('X-Bot', 'Bot'), header('User-Agent', 'bot')] },
  'names and values of all headers': { statement: headers({ All: {} }, 'ALL'), matches: [header('X-evil', 'a'), header('X-A', 'an evil one')], others: [header('X-A', 'good')] },
  'values of some headers': { statement: headers({ IncludedHeaders: ['X-A'] }, 'VALUE'), matches: [header('x-a', 'evil')], others: [header('X-B', 'evil')] },
  'names of all headers but some': { statement: headers({ ExcludedHeaders: ['x-evil'] }, 'KEY'), matches: [header('Y-evil', 'a')], others: [header('X-evil', 'a'), header('X-A', 'evil')] },
  'values of some cookies': { statement: cookies({ IncludedCookies: ['a'] }, 'VALUE'), matches: [cookie('b=1; a=evil')], others: [cookie('b=evil; a=1'), cookie('A=evil')] },
  'names of all cookies': { statement: cookies({ All: {} }, 'KEY'), matches: [cookie('evil=1')], others: [cookie('a=evil')] },
  'names and values of all cookies but some': { statement: cookies({ ExcludedCookies: ['a'] }, 'ALL'), matches: [cookie('evil=1'), cookie('b=evil')], others: [cookie('a=evil')] },
  'a query argument, whatever the case of its name': { statement: FIRST_QUERY_A, matches: [['/?A=10'], ['/?x=2&a=21'], ['/?a=2&a=1']], others: [['/?b=1'], ['/?a'], ['/?a=2']] },
  'any query argument': { statement: contains({ AllQueryArguments: {} }, 'evil'), matches: [['/?a=1&b=evil']], others: [['/?evil=1'], ['/']] },
  'the query string': { statement: contains({ QueryString: {} }, 'b=1'), matches: [['/?a=1&b=1']], others: [['/b=1']] },
  'the method': { statement: aboutField('ByteMatchStatement', { Method: {} }, { PositionalConstraint: 'EXACTLY', SearchString: 'DELETE' }), matches: [['/', { method: 'DELETE' }]], others: [['/']] },
  'the body': { statement: contains({ Body: {} }, 'evil'), matches: [post('so evil')], others: [post('fine'), ['/']] },
  'keys and values of a body that is JSON': { statement: json({ All: {} }, 'ALL'), matches: [post('{"a":["evil"]}'), post('{"a":{"evil":1}}')], others: [post('{"a":"good"}'), post('evil')] },
  'keys of a body that is JSON': { statement: json({ All: {} }, 'KEY'), matches: [post('[{"evil":1}]')], others: [post('{"a":"evil"}'), post('"evil"')] },
  'values below some places of a body that is JSON': {
    statement: json({ IncludedPaths: ['/dogs/0', '/a~1b'] }, 'VALUE'),
    matches: [post('{"dogs":[{"name":"evil"}]}'), post('{"a/b":"evil"}')],
    others: [post('{"dogs":[{"name":"good"},{"name":"evil"}]}'), post('{"dogs":{"evil":1}}'), post('{"cats":["evil"]}')],
  },
  'a body that is no JSON, as a text': { statement: json({ All: {} }, 'ALL', 'EVALUATE_AS_STRING'), matches: [post('evil')], others: [post('good'), post('{"a":"good"}')] },
  'a body that is no JSON, where the rule says that it matches': { statement: json({ All: {} }, 'ALL', 'MATCH'), matches: [post('good')], others: [post('{}'), ['/']] },
  'the order of the headers': {
    statement: aboutField('RegexMatchStatement', { HeaderOrder: { OversizeHandling: 'CONTINUE' } }, { RegexString: '^Host:X-A:X-B$' }),
    matches: [['/', { headers: { 'X-A': '1', 'X-B': '2' } }]],
    others: [['/', { headers: { 'X-B': '1', 'X-A': '2' } }]],
  },
  'a fragment is what no viewer sends': { statement: contains({ UriFragment: { FallbackBehavior: 'MATCH' } }, 'x'), matches: [['/']], others: [] },
  'a fingerprint that is not there does not match': { statement: contains({ JA3Fingerprint: { FallbackBehavior: 'NO_MATCH' } }, 'x'), matches: [], others: [['/']] },
  'a fingerprint that is not there matches where the rule says so': { statement: contains({ JA4Fingerprint: { FallbackBehavior: 'MATCH' } }, 'x'), matches: [['/']], others: [] },
  'transformations, by their priorities': {
    statement: { ByteMatchStatement: { FieldToMatch: { UriPath: {} }, SearchString: '/admin', PositionalConstraint: 'EXACTLY', TextTransformations: [{ Priority: 2, Type: 'LOWERCASE' }, { Priority: 1, Type: 'URL_DECODE' }] } },
    matches: [['/%41dmin'], ['/ADMIN']],
    others: [['/%2541dmin']],
  },
  'all of several': { statement: { AndStatement: { Statements: [FIRST_QUERY_A, FIRST_QUERY_B] } }, matches: [['/?a=1&b=1']], others: [['/?a=1'], ['/?b=1'], ['/']] },
  'one of several': { statement: { OrStatement: { Statements: [FIRST_QUERY_A, FIRST_QUERY_B] } }, matches: [['/?a=1'], ['/?b=1']], others: [['/']] },
  'not one': { statement: { NotStatement: { Statement: FIRST_QUERY_A } }, matches: [['/']], others: [['/?a=1']] },
  'a country': { statement: { GeoMatchStatement: { CountryCodes: ['FR', 'DE'] } }, matches: [['/', { country: 'FR' }], ['/', { country: 'de' }]], others: [['/', { country: 'US' }], ['/']] },
  'an address in one of several networks': {
    statement: IN_SET,
    resources: ipSet('192.0.2.0/24', '198.51.100.7/32', '2001:db8::/32'),
    matches: [['/', { ip: '192.0.2.255' }], ['/', { ip: '198.51.100.7' }], ['/', { ip: '2001:db8:1::1' }]],
    others: [['/', { ip: '192.0.3.0' }], ['/', { ip: '198.51.100.8' }], ['/', { ip: '2001:db9::1' }]],
  },
  'the first address that a header says': { statement: inSet('NO_MATCH', 'FIRST'), resources: ipSet('192.0.2.0/24'), matches: [xff('192.0.2.1, 10.0.0.1')], others: [xff('10.0.0.1, 192.0.2.1'), xff('unknown'), ['/']] },
  'the last address that a header says': { statement: inSet('NO_MATCH', 'LAST'), resources: ipSet('192.0.2.0/24'), matches: [xff('10.0.0.1, 192.0.2.1')], others: [xff('192.0.2.1, 10.0.0.1')] },
  'any address that a header says, up to ten': {
    statement: inSet('NO_MATCH', 'ANY'), resources: ipSet('192.0.2.0/24'), matches: [xff('10.0.0.1, 192.0.2.1, 10.0.0.2')], others: [xff(`${'10.0.0.1, '.repeat(10)}192.0.2.1`)],
  },
  'a header without an address, where the rule says that it matches; not a request without the header': { statement: inSet('MATCH', 'FIRST'), resources: ipSet('192.0.2.0/24'), matches: [xff('unknown')], others: [['/']] },
  'a request without the header is not one that NOT is about': { statement: { NotStatement: { Statement: inSet('MATCH', 'FIRST') } }, resources: ipSet('192.0.2.0/24'), matches: [xff('10.0.0.1')], others: [['/']] },
};

test.each(Object.entries(CASES))('%s', async (_title, { statement, matches, others, resources }) => {
  expect(await blocked(statement, matches, resources)).toEqual(matches.map(() => true));
  expect(await blocked(statement, others, resources)).toEqual(others.map(() => false));
});

test('the country of an address that a header says', async () => {
  const countryOf = (ip: string) => ({ '198.51.100.1': 'FR' })[ip];
  const edge = edgeWithAcl([ruleOf({ GeoMatchStatement: { CountryCodes: ['FR'], ForwardedIPConfig: forwarded('NO_MATCH') } })], {}, {}, { run: { countryOf } });
  expect((await edge.get('/', { headers: { 'X-Forwarded-For': '198.51.100.1' } })).status).toBe(403);
  expect((await edge.get('/', { headers: { 'X-Forwarded-For': '198.51.100.2' }, country: 'FR' })).status).toBe(200);
});

test('the number of the viewer\'s network', async () => {
  const edge = edgeWithAcl([ruleOf({ AsnMatchStatement: { AsnList: [64500] } })], {}, {}, { run: { placeOf: (ip) => (ip === '192.0.2.1' ? { asn: 64500 } : undefined) } });
  expect([(await edge.get('/')).status, (await edge.get('/', { ip: '192.0.2.2' })).status]).toEqual([403, 200]);
});

/** Statements that cannot be answered, and what the explanation says of them. */
const OPEN: readonly (readonly [statement: Json, reason: string])[] = [
  [aboutField('ByteMatchStatement', { UriPath: {} }, { SearchString: UNKNOWN, PositionalConstraint: 'CONTAINS' }), 'not known before deployment'],
  [aboutField('ByteMatchStatement', { SingleHeader: { Name: UNKNOWN } }, { SearchString: 'x', PositionalConstraint: 'CONTAINS' }), 'not known before deployment'],
  [size('LT', UNKNOWN), 'not known before deployment'],
  [{ GeoMatchStatement: { CountryCodes: UNKNOWN } }, 'not known before deployment'],
  [{ GeoMatchStatement: { CountryCodes: ['FR', UNKNOWN] } }, 'not known before deployment'],
  [aboutField('RegexMatchStatement', { UriPath: {} }, { RegexString: UNKNOWN }), 'not known before deployment'],
  [aboutField('RegexMatchStatement', { UriPath: {} }, { RegexString: '(?!x)' }), '(?!x) cannot be read: lookaround'],
  [{ LabelMatchStatement: { Scope: 'LABEL', Key: UNKNOWN } }, 'not known before deployment'],
  [{ RateBasedStatement: { Limit: UNKNOWN, AggregateKeyType: 'IP' } }, 'not known before deployment'],
  [{ IPSetReferenceStatement: { Arn: 'arn:aws:wafv2:us-east-1:123456789012:global/ipset/x/1' } }, 'the IP set is not in the templates'],
  [{ IPSetReferenceStatement: { Arn: UNKNOWN } }, 'the IP set is not in the templates'],
  [UNANSWERABLE, 'SQL injection is not looked for'],
  [contains({ JsonBody: { MatchPattern: { IncludedPaths: [UNKNOWN] }, MatchScope: 'ALL' } }, 'x'), 'not known before deployment'],
  [contains({ UriPath: {} }, '/', 'CMD_LINE_WIN'), 'the transformation CMD_LINE_WIN is not made'],
  [{ SomethingNewStatement: {} }, 'the statement is not known'],
];

test.each(OPEN)('%j matches nothing, and neither does its negation', async (statement, reason) => {
  const rules = [statement, { NotStatement: { Statement: statement } }].map((each, Priority) => ruleOf(each, { Priority }));
  const { status, record } = await edgeWithAcl(rules, {}, {}, { origin: () => ok('') }).get('/', { country: 'US' });
  expect(status).toBe(200);
  expect(record.decisions.filter(({ decided }) => decided === 'passed over').map(({ because }) => because!.reason)).toEqual([expect.stringContaining(reason), expect.stringContaining(reason)]);
});

test('a viewer whose country is not known matches neither a country nor its negation', async () => {
  const statement = { GeoMatchStatement: { CountryCodes: ['FR'] } };
  expect(await blocked(statement, [['/']])).toEqual([false]);
  expect(await blocked({ NotStatement: { Statement: statement } }, [['/']])).toEqual([false]);
});

test('what cannot be answered leaves AND and OR to the other statements, where these decide', async () => {
  const request: readonly Request[] = [['/a'], ['/b']];
  expect(await blocked({ OrStatement: { Statements: [UNANSWERABLE, pathIs('/a')] } }, request)).toEqual([true, false]);
  expect(await blocked({ AndStatement: { Statements: [UNANSWERABLE, pathIs('/a')] } }, request)).toEqual([false, false]);
  expect(await blocked({ NotStatement: { Statement: { AndStatement: { Statements: [UNANSWERABLE, pathIs('/a')] } } } }, request)).toEqual([false, true]);
});

test('an address in no known network of an IP set may be in one that is not known', async () => {
  const others: readonly Request[] = [['/', { ip: '198.51.100.1' }]];
  expect(await blocked({ NotStatement: { Statement: IN_SET } }, others, ipSet('192.0.2.0/24', UNKNOWN))).toEqual([false]);
  expect(await blocked({ NotStatement: { Statement: IN_SET } }, others, ipSet('192.0.2.0/24'))).toEqual([true]);
});
