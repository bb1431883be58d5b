import { Edition } from '../../../src/config';
import { RequestRecord } from '../../../src/edge';
import { ok, ScenarioEdge, Viewer } from '../scenario';

const BUCKET = [{ Id: 'origin', DomainName: 'mybucket.s3.amazonaws.com', S3OriginConfig: {} }];
const SERVER = [{ Id: 'origin', DomainName: 'example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }];
const HOST = 'www.example.com';

describe.each([['S3', BUCKET], ['custom', SERVER]])('with an %s origin', (_kind, Origins) => {
  const edgeWith = (edition?: Edition) => new ScenarioEdge({ origin: () => ok('body'), config: { Origins, Aliases: [HOST] }, edition });

  test.each([[8_192, 200], [8_193, 414]])('a URL of %i bytes with scheme and host is answered with %i [REQ-040] [REQ-041] [REQ-139]', async (length, status) => {
    const edge = edgeWith();
    const url = '/'.padEnd(length - `https://${HOST}`.length, 'a');
    expect((await edge.get(url, { host: HOST })).status).toBe(status);
    expect(edge.asked).toHaveLength(status === 200 ? 1 : 0);
  });

  test.each<[Edition, number, number]>([
    ['current', 32_768, 200], ['current', 32_769, 494], ['2014-10-21', 20_480, 200], ['2014-10-21', 20_481, 494],
  ])('in the edition %s a request of %i bytes is answered with %i [REQ-039] [REQ-041] [REQ-139]', async (edition, length, status) => {
    const edge = edgeWith(edition);
    const others = 'GET'.length + '/a'.length + 'Host'.length + HOST.length + 4 + 'X'.length + 4;
    const answer = await edge.get('/a', { host: HOST, headers: { X: 'x'.repeat(length - others) } });
    expect([answer.status, answer.statusDescription]).toEqual([status, status === 200 ? undefined : 'Request Header Too Large']);
    expect(edge.asked).toHaveLength(status === 200 ? 1 : 0);
  });
});

/** An edge, and the records that it leaves. */
function recording(behavior = {}) {
  const records: RequestRecord[] = [];
  return { records, edge: new ScenarioEdge({ origin: () => ok('body'), config: { Aliases: [HOST] }, behavior, run: { record: (record) => records.push(record) } }) };
}

test.each<[string, number, string, Viewer]>([
  ['a path of 8,193 bytes [DTD-122]', 414, '/'.padEnd(8_193, 'a'), {}],
  ['40,000 bytes of headers [DTD-123]', 494, '/a', { headers: { X: 'x'.repeat(40_000) } }],
  ['a URL of 9,000 bytes', 414, '/'.padEnd(9_000, 'a'), { httpVersion: '2.0' }],
])('%s is answered with %i, ends the connection and leaves no record [DTD-124] [DTD-232]', async (_title, status, url, viewer) => {
  const { edge, records } = recording();
  const answer = await edge.get(url, { host: HOST, ...viewer });
  expect([answer.status, answer.header('connection')]).toEqual([status, 'close']);
  expect([edge.asked.length, records.length]).toEqual([0, 0]);
  await edge.get('/a', { host: HOST });
  expect(records.map(({ status: recorded }) => recorded)).toEqual([200]);
});
