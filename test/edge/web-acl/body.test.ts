import { MANAGED } from '../policies';
import { contains, edgeWithAcl, ruleOf } from './acl';
import { collected } from '../../../src/edge/collected-body';
import { beginningOf } from '../../../src/edge/web-acl/body';

async function* arriving(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test.each([[3, 'abc', true], [4, 'abcd', false], [5, 'abcd', false]])('of four bytes %i are %s', (limit, text, isCut) => {
  expect(beginningOf(Buffer.from('abcd'), limit)).toEqual({ text, isCut });
});

const POST = { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] };
const sized = (size: number) => ({ method: 'POST', body: `${'x'.repeat(size)}evil`, headers: { 'Content-Length': String(size + 4) } });
const body = (OversizeHandling: string) => ruleOf(contains({ Body: { OversizeHandling } }, 'evil'));

test.each([
  ['CONTINUE', 16_380, 403],
  ['CONTINUE', 16_381, 200],
  ['MATCH', 16_381, 403],
  ['NO_MATCH', 1, 403],
  ['NO_MATCH', 16_381, 200],
])('the first 16 KiB are looked at; with %s a text after %i bytes gets %i', async (handling, size, code) => {
  expect((await edgeWithAcl([body(handling)], {}, {}, { behavior: POST }).get('/', sized(size))).status).toBe(code);
});

test('a web ACL may look at 64 KiB', async () => {
  const more = { AssociationConfig: { RequestBody: { CLOUDFRONT: { DefaultSizeInspectionLimit: 'KB_64' } } } };
  expect((await edgeWithAcl([body('CONTINUE')], more, {}, { behavior: POST }).get('/', sized(60_000))).status).toBe(403);
});

test('bodies of gRPC are not looked at, so that they may go both ways at once [DTD-040]', async () => {
  const behavior = { ...POST, GrpcConfig: { Enabled: true }, ForwardedValues: undefined, CachePolicyId: MANAGED.CachingDisabled };
  const edge = edgeWithAcl([body('MATCH')], {}, {}, { behavior });
  const send = async (type: string) => (await edge.get('/', { method: 'POST', body: 'evil', headers: { 'Content-Length': '4', 'Content-Type': type } })).status;
  expect([await send('application/grpc'), await send('application/json')]).toEqual([200, 403]);
});

test('a body that arrives is looked at, and reaches the origin whole', async () => {
  const edge = edgeWithAcl([body('CONTINUE')], {}, {}, { behavior: POST });
  const domainName = edge.application.distributions[0].domainName;
  const send = (...chunks: string[]) => edge.edge.handle({
    method: 'POST', url: '/', headers: ['Host', domainName, 'Transfer-Encoding', 'chunked'], protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', body: arriving(...chunks),
  });
  expect((await send('so ', 'ev', 'il')).status).toBe(403);
  expect((await send('so ', 'good')).status).toBe(200);
  expect(Buffer.from(await collected(edge.asked[0].body)).toString()).toBe('so good');
});
