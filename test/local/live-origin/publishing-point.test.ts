import { once } from 'node:events';
import { ClientRequest, IncomingMessage, request, RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import { PublishingPoint } from '../../../src/local/live-origin/publishing-point';

const points: PublishingPoint[] = [];
afterEach(() => points.splice(0).forEach((point) => point.close()));

async function listen(password?: string): Promise<PublishingPoint> {
  const point = await PublishingPoint.listen('/LiveSmoothStream.isml', 0, password);
  points.push(point);
  return point;
}

const AS_ADMINISTRATOR = { authorization: `Basic ${Buffer.from('Administrator:secret').toString('base64')}` };

/** A source that has connected, and what it is answered. */
function connect({ url }: PublishingPoint, options: RequestOptions = {}): { readonly source: ClientRequest; readonly answered: Promise<number> } {
  const source = request(`${url}/Streams(Encoder1)`, { method: 'POST', ...options });
  source.on('error', () => {});
  source.flushHeaders();
  const answered = once(source, 'response').then(([answer]: IncomingMessage[]) => answer.resume().statusCode!);
  return { source, answered };
}

async function state({ url }: PublishingPoint, headers: Record<string, string> = {}): Promise<string | undefined> {
  return /<State><Value>(\w+)<\/Value><\/State>/.exec(await (await fetch(`${url}/state`, { headers })).text())?.[1];
}

async function stateBecomes(point: PublishingPoint, expected: string): Promise<void> {
  while (await state(point) !== expected) await new Promise(setImmediate);
}

test('a publishing point is starting once a source has connected, and started once it pushes [MED-059]', async () => {
  const point = await listen();
  const pushed = text(point.pushed);
  expect(await state(point)).toBe('Idle');
  const { source, answered } = connect(point);
  await stateBecomes(point, 'Starting');
  source.write('moof');
  await stateBecomes(point, 'Started');
  source.end('mdat');
  expect([await answered, await pushed]).toEqual([200, 'moofmdat']);
  expect(await state(point)).toBe('Stopped');
});

test('one source is streamed at a time', async () => {
  const point = await listen();
  const { source, answered } = connect(point);
  await stateBecomes(point, 'Starting');
  expect(await connect(point).answered).toBe(409);
  source.end();
  expect(await answered).toBe(200);
});

test('who publishes, or asks for the state, has to give the password of Administrator where there is one', async () => {
  const point = await listen('secret');
  expect(await state(point)).toBeUndefined();
  expect(await connect(point).answered).toBe(401);
  expect(await connect(point, { headers: { expect: '100-continue' } }).answered).toBe(401);
  const { source, answered } = connect(point, { headers: { ...AS_ADMINISTRATOR, expect: '100-continue' } });
  await once(source, 'continue');
  source.end('moof');
  expect([await answered, await text(point.pushed), await state(point, AS_ADMINISTRATOR)]).toEqual([200, 'moof', 'Stopped']);
});

test('it has nothing else', async () => {
  const { url } = await listen();
  expect(await Promise.all(['', '/other'].map(async (path) => (await fetch(`${url}${path}`)).status))).toEqual([404, 404]);
});
