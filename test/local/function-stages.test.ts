import { closeAll, running } from './running-edge';
import { associated, functionOf } from '../edge/functions/edge-with-functions';

afterEach(closeAll);

const says = (text: string) => `function handler() { return { statusCode: 200, body: '${text}' }; }`;

/** A local edge whose only behavior has a function, with calls to its control API. */
async function edgeThatSays(text: string) {
  const behavior = { TargetOriginId: 'own', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, FunctionAssociations: [associated('viewer-request', 'Greets')] };
  const config = { Origins: [{ Id: 'own', DomainName: 'own.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }], DefaultCacheBehavior: behavior };
  const { edge, port } = await running(config, {}, { Greets: functionOf('greets', says(text)), Unused: functionOf('unused', says('unused')) });
  const call = async (path: string, body?: object) => {
    const request = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${edge.ready.control}/functions/${path}`, request);
    return { status: response.status, body: await response.json() as any };
  };
  return { call, viewer: async () => (await fetch(`http://127.0.0.1:${port}/`)).text() };
}

const EVENT = { context: { eventType: 'viewer-request' }, request: { method: 'GET', uri: '/', headers: {} } };

test('an update changes the function in development alone; published, it is what behaviors run [FUN-040] [FUN-041]', async () => {
  const { call, viewer } = await edgeThatSays('one');
  const { body: { etag, ...before } } = await call('greets');
  expect(before).toMatchObject({ status: 'DEPLOYED', development: says('one'), live: says('one') });

  const updated = await call('greets/code', { ifMatch: etag, code: says('two') });
  expect(updated).toMatchObject({ status: 200, body: { status: 'UNPUBLISHED', development: says('two'), live: says('one') } });
  expect(await viewer()).toBe('one');
  const outputs = await Promise.all([undefined, 'DEVELOPMENT', 'LIVE'].map(async (stage) => (await call('greets/test', { event: EVENT, stage })).body.output.response.body));
  expect(outputs).toEqual(['two', 'two', 'one']);

  const published = await call('greets/publish', { ifMatch: updated.body.etag });
  expect(published).toMatchObject({ status: 200, body: { status: 'DEPLOYED', live: says('two') } });
  expect(await viewer()).toBe('two');
});

test('a function that no behavior has is unassociated [FUN-041]', async () => {
  const { call } = await edgeThatSays('one');
  expect((await call('Unused')).body.status).toBe('UNASSOCIATED');
});

test('what has been changed since is not changed again [FUN-041]', async () => {
  const { call } = await edgeThatSays('one');
  const { body: { etag } } = await call('greets');
  await call('greets/code', { ifMatch: etag, code: says('two') });
  for (const operation of ['code', 'publish']) {
    expect(await call(`greets/${operation}`, { ifMatch: etag, code: says('three') })).toMatchObject({ status: 412, body: { error: expect.stringMatching(/^PreconditionFailed: /) } });
  }
  expect((await call('greets')).body.development).toBe(says('two'));
});

test('what cannot be done is refused', async () => {
  const { call, viewer } = await edgeThatSays('one');
  const { body: { etag } } = await call('greets');
  expect(await call('greets/code', {})).toMatchObject({ status: 400, body: { error: expect.stringContaining('ifMatch') } });
  expect(await call('greets/code', { ifMatch: etag, code: 1 })).toMatchObject({ status: 400, body: { error: 'InvalidArgument: code is not a text' } });
  expect((await call('none')).status).toBe(404);
  expect((await call('none/publish', { ifMatch: etag })).status).toBe(404);
  const { body } = await call('greets/code', { ifMatch: etag, code: 'function {' });
  expect(await call('greets/publish', { ifMatch: body.etag })).toMatchObject({ status: 400 });
  expect(await viewer()).toBe('one');
});
