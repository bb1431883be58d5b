import { Edition } from '../../../src/config';
import { ok, ScenarioEdge } from '../scenario';

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
    expect(answer.status).toBe(status);
    expect(edge.asked).toHaveLength(status === 200 ? 1 : 0);
  });
});
