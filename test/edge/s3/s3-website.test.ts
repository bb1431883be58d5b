import { MemorySource, OriginRequest, S3Bucket } from '../../../src/edge';
import { S3Website } from '../../../src/edge/s3/s3-website';

const MOVED = { body: 'old', headers: { 'x-amz-website-redirect-location': '/docs/a' } };
const OBJECTS = { 'index.html': 'home', 'docs/index.html': 'docs', 'docs/a': 'a', 'error.html': 'sorry', 'start.html': 'start', 'moved': MOVED };

/** What a website endpoint answers, in short: status, and where it leads or what it says. */
async function answer(configuration: object, url: string, { method = 'GET', access = true, protocol = 'http', headers: asked = [] as string[] } = {}): Promise<[number, string]> {
  const bucket = new S3Bucket('files', new MemorySource(OBJECTS), () => (access ? undefined : { bucket: {}, policy: undefined } as never));
  const request = { method, url, headers: asked, protocol, signedAs: { kind: 'anonymous' }, body: undefined } as unknown as OriginRequest;
  const { status, headers, body } = await new S3Website(bucket, 'site.example.com', configuration as never).ask(request);
  const location = headers.indexOf('Location');
  return [status, location < 0 ? Buffer.from(body as Uint8Array ?? []).toString() : headers[location + 1]];
}

test.each<[string, object, string, [number, string]]>([
  ['the index document of the root', {}, '/', [200, 'home']],
  ['another index document', { IndexDocument: 'start.html' }, '/', [200, 'start']],
  ['the index document of a folder', {}, '/docs/?x=1', [200, 'docs']],
  ['a folder without its slash', {}, '/docs', [302, '/docs/']],
  ['an object', {}, '/docs/a', [200, 'a']],
  ['the error document', { ErrorDocument: 'error.html' }, '/none', [404, 'sorry']],
  ['the error document for a folder without index', { ErrorDocument: 'error.html' }, '/none/', [404, 'sorry']],
  ['an error document that is not there', { ErrorDocument: 'gone.html' }, '/none', [404, expect.stringContaining('<h1>404 Not Found</h1>')]],
  ['no error document', {}, '/none', [404, expect.stringContaining('<li>Code: NoSuchKey</li>')]],
])('a website has %s', async (_title, configuration, url, expected) => expect(await answer(configuration, url)).toEqual(expected));

test('what nobody may read is forbidden, and what is no reading is not there', async () => {
  expect(await answer({}, '/docs/a', { access: false })).toEqual([403, expect.stringMatching(/<h1>403 Forbidden<\/h1>[^]*AccessDenied/)]);
  expect(await answer({}, '/docs/a', { method: 'PUT' })).toEqual([405, expect.stringContaining('MethodNotAllowed')]);
  expect(await answer({}, '/docs/a', { method: 'HEAD' })).toEqual([200, '']);
});

test('the redirect location of an object leads elsewhere, also where it is confirmed [ORG-030]', async () => {
  for (const headers of [[], ['Range', 'bytes=0-0'], ['If-None-Match', '*']]) expect(await answer({}, '/moved', { headers })).toEqual([301, '/docs/a']);
});

test.each<[string, string[], string, number, string]>([
  ['a range behind the end', ['Range', 'bytes=9-'], '/docs/a', 416, 'InvalidRange'],
  ['a condition that does not hold', ['If-Match', '"x"'], '/docs/a', 412, 'PreconditionFailed'],
  ['a name that is none', [], '/%', 400, 'InvalidURI'],
])('%s has its own status, with and without an error document', async (_title, headers, url, status, code) => {
  expect(await answer({}, url, { headers })).toEqual([status, expect.stringContaining(`<li>Code: ${code}</li>`)]);
  expect(await answer({ ErrorDocument: 'error.html' }, url, { headers })).toEqual([status, 'sorry']);
});

test.each([['Range', 'bytes=0-0'], ['If-None-Match', '*'], ['If-Match', '"x"']])('%s is about the object, not about the error document', async (...headers) => {
  expect(await answer({ ErrorDocument: 'error.html' }, '/none', { headers })).toEqual([404, 'sorry']);
});

test.each<[object, [number, string]]>([
  [{ HostName: 'new.example.com', Protocol: 'https' }, [301, 'https://new.example.com/a?b=c']],
  [{ HostName: 'new.example.com' }, [301, 'http://new.example.com/a?b=c']],
])('a website that redirects all requests, to %j', async (RedirectAllRequestsTo, expected) => expect(await answer({ RedirectAllRequestsTo }, '/a?b=c')).toEqual(expected));

const rule = (RedirectRule: object, RoutingRuleCondition?: object) => ({ RoutingRules: [{ RedirectRule, RoutingRuleCondition }] });
test.each<[string, object, string, [number, string]]>([
  ['another prefix', rule({ ReplaceKeyPrefixWith: 'new/' }, { KeyPrefixEquals: 'docs/' }), '/docs/a', [301, 'http://site.example.com/new/a']],
  ['another prefix, for other keys', rule({ ReplaceKeyPrefixWith: 'new/' }, { KeyPrefixEquals: 'images/' }), '/docs/a', [200, 'a']],
  ['a prefix before all', rule({ ReplaceKeyPrefixWith: 'new/' }), '/docs/a', [301, 'http://site.example.com/new/docs/a']],
  ['one key', rule({ ReplaceKeyWith: 'error.html', HttpRedirectCode: '302' }, { KeyPrefixEquals: 'docs/' }), '/docs/a', [302, 'http://site.example.com/error.html']],
  ['another host', rule({ HostName: 'new.example.com', Protocol: 'https' }, { KeyPrefixEquals: 'docs/' }), '/docs/a', [301, 'https://new.example.com/docs/a']],
  ['what is missing', rule({ HostName: 'old.example.com' }, { HttpErrorCodeReturnedEquals: '404' }), '/none', [301, 'http://old.example.com/none']],
  ['what is missing, where it is not', rule({ HostName: 'old.example.com' }, { HttpErrorCodeReturnedEquals: '404' }), '/docs/a', [200, 'a']],
  ['what is forbidden, where it is missing', rule({ HostName: 'old.example.com' }, { HttpErrorCodeReturnedEquals: 403 }), '/none', [404, expect.any(String)]],
  ['what is missing under a prefix', rule({ HostName: 'old.example.com' }, { HttpErrorCodeReturnedEquals: 404, KeyPrefixEquals: 'docs/' }), '/none', [404, expect.any(String)]],
])('a routing rule for %s', async (_title, configuration, url, expected) => expect(await answer(configuration, url)).toEqual(expected));
