import { RequestRecord } from '../../../src/edge';
import { ok, ScenarioEdge, Viewer } from '../scenario';

const AllowedMethods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

test.each([[68_719_476_736, 200], [68_719_476_737, 413]])('a body of %i bytes is answered with %i, and leaves a record [DTD-126] [DTD-124]', async (length, status) => {
  const records: RequestRecord[] = [];
  const edge = new ScenarioEdge({ origin: () => ok('taken'), behavior: { AllowedMethods }, run: { record: (record) => records.push(record) } });
  const answer = await edge.get('/upload', { method: 'PUT', headers: { 'Content-Length': String(length) }, body: 'the first bytes' });
  expect([answer.status, edge.asked.length, answer.header('connection')]).toEqual(status === 200 ? [200, 1, undefined] : [413, 0, 'close']);
  expect(records.map((record) => record.status)).toEqual([status]);
  const refused = { step: 'limits', decided: 'body too large', because: { bytes: length, limit: 68_719_476_736 } };
  expect(records[0].decisions.filter(({ step }) => step === 'limits')).toEqual(status === 413 ? [refused] : []);
});

test('in the edition of 2014 no limit of a body is known', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('taken'), behavior: { AllowedMethods }, edition: '2014-10-21' });
  expect((await edge.get('/upload', { method: 'PUT', headers: { 'Content-Length': '68719476737' }, body: 'the first bytes' })).status).toBe(200);
});

test.each<[string, Viewer, object]>([
  ['a method that the behavior does not take', { method: 'PUT' }, { step: 'method', decided: 'not allowed', because: { method: 'PUT', allowed: ['GET', 'HEAD'] }, setting: 'DistributionConfig.DefaultCacheBehavior.AllowedMethods' }],
  ['a GET with a body', { body: 'x' }, { step: 'method', decided: 'GET with a body' }],
  ['a HEAD with a body', { method: 'HEAD', body: 'x' }, { step: 'method', decided: 'HEAD with a body' }],
])('%s is refused, says why, and does not reach the origin', async (_title, viewer, decision) => {
  const edge = new ScenarioEdge({ origin: () => ok('taken') });
  const { status, record } = await edge.get('/a', viewer);
  expect([status, edge.asked]).toEqual([403, []]);
  expect(record.decisions.at(-1)).toMatchObject(decision);
});
