import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { apiOf, SIGNATURE_4, web } from './api-client';
import { isRestPath, RestApi } from '../../../src/local/api';

const LIST = '/2020-05-31/distribution';

test('paths that begin with a version are those of CloudFront\'s API', () => {
  expect([LIST, '/distributions', '/2020-05-31', '/2020-5-31/distribution'].map(isRestPath)).toEqual([true, false, false, false]);
});

test('an error is a document with the code, the message and the request\'s id', async () => {
  const { raw } = apiOf();
  expect(await raw('GET', `${LIST}/E<1>`)).toEqual({
    status: 404,
    headers: { 'Content-Type': 'text/xml', 'x-amzn-RequestId': '00000000-0000-4000-8000-000000000001' },
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>'
      + '<Code>NoSuchDistribution</Code><Message>there is no web distribution E&lt;1&gt;</Message></Error><RequestId>00000000-0000-4000-8000-000000000001</RequestId></ErrorResponse>',
  });
});

test.each([
  ['GET', '/2020-05-31/function', 404, 'NoSuchOperation'],
  ['POST', `${LIST}/E1`, 404, 'NoSuchOperation'],
  ['GET', '/2026-01-01/distribution', 404, 'NoSuchVersion'],
  ['GET', '/2007-01-01/distribution', 404, 'NoSuchVersion'],
])('%s %s is no operation', async (method, path, status, code) => {
  expect(await apiOf().raw(method, path)).toMatchObject({ status, body: expect.stringContaining(`<Code>${code}</Code>`) });
});

test('a path that cannot be decoded is the caller\'s mistake', async () => {
  expect(await apiOf().raw('GET', `${LIST}/%E1`)).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidArgument</Code><Message>%E1 is not a part of a URL</Message>') });
});

const VERSION_2 = 'AWS AKIAEXAMPLE:c2lnbmF0dXJl';

test.each([
  ['2020-05-31', undefined, 403],
  ['2020-05-31', VERSION_2, 400],
  ['2020-05-31', 'Basic YTpi', 400],
  ['2020-05-31', 'AWS4-HMAC-SHA256 Credential=ANY', 400],
  ['2020-05-31', SIGNATURE_4, 200],
  ['2013-05-12', VERSION_2, 400],
  ['2013-05-12', SIGNATURE_4, 200],
  ['2012-07-01', VERSION_2, 200],
  ['2012-07-01', SIGNATURE_4, 200],
  ['2012-07-01', undefined, 403],
])('a request of %s that is authorized by %s is answered with %d [DST-162]', async (version, authorization, status) => {
  expect((await apiOf().raw('GET', `/${version}/distribution`, '', { authorization })).status).toBe(status);
});

test('no answer lets a web page read it', async () => {
  const { raw } = apiOf({ Site: web() });
  const answers = [await raw('OPTIONS', LIST), await raw('GET', LIST)];
  expect(answers.map(({ status }) => status)).toEqual([404, 200]);
  expect(answers.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /access-control/i.test(name))).toEqual([]);
});

test('a defect of the local edge is said to be one, and clients may try again', async () => {
  const rest = new RestApi({ 'GET thing': () => { throw new Error('it broke'); } });
  const answer = await rest.answer({ method: 'GET', url: '/2020-05-31/thing', endpoint: '', authorization: SIGNATURE_4, ifMatch: undefined, body: '' });
  expect(answer).toMatchObject({ status: 500, body: expect.stringMatching(/<Type>Receiver<\/Type><Code>InternalError<\/Code><Message>Error: it broke/) });
});

test('an SDK\'s client signs, sends and understands [DST-168]', async () => {
  const { client, answers } = apiOf({ Site: web() });
  const { DistributionList, $metadata } = await client.send(new ListDistributionsCommand({}));
  expect(DistributionList!.Quantity).toBe(1);
  expect($metadata.requestId).toBe(answers[0].headers['x-amzn-RequestId']);
});
