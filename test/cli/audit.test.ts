import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryWith, run, start } from './run';
import { websiteTemplate } from './templates';
import { ReadyEvent } from '../../src/local';
import { SIGNATURE_4 } from '../local/api/api-client';

const record = (eventTime: string, eventName: string) => ({ eventTime, eventName: `${eventName}2014_01_31`, userIdentity: { type: 'IAMUser', userName: 'smithj' }, sourceIPAddress: '192.0.2.17' });
const directory = directoryWith({
  'logs/2014/05/06/a.json': { Records: [record('2014-05-06T18:03:08Z', 'ListCloudFrontOriginAccessIdentities'), record('2014-05-06T18:00:32Z', 'UpdateDistribution')] },
  'logs/2014/05/06/b.json': { Records: [record('2014-05-06T18:02:27Z', 'CreateInvalidation'), record('2014-05-06T18:01:35Z', 'ListDistributions'), record('2014-05-06T18:01:59Z', 'GetDistribution')] },
  'logs/2014/05/07/c.json': { Records: [record('2014-05-07T00:00:00Z', 'GetDistribution')] },
  'other.json': {},
  'template.json': websiteTemplate(),
});

test('calls are printed with time, action, user and address, in the order of time [RPT-117]', async () => {
  expect(await run('audit', `${directory}/logs`, '--date', '2014-05-06')).toEqual({
    exitCode: 0,
    output: [
      '2014-05-06T18:00:32Z  UpdateDistribution  smithj  192.0.2.17', '2014-05-06T18:01:35Z  ListDistributions  smithj  192.0.2.17', '2014-05-06T18:01:59Z  GetDistribution  smithj  192.0.2.17',
      '2014-05-06T18:02:27Z  CreateInvalidation  smithj  192.0.2.17', '2014-05-06T18:03:08Z  ListCloudFrontOriginAccessIdentities  smithj  192.0.2.17', '',
    ].join('\n'),
    errors: '',
  });
  const { output } = await run('audit', `${directory}/logs/2014/05/07/c.json`, '--json');
  expect(JSON.parse(output)).toEqual({ time: '2014-05-07T00:00:00Z', action: 'GetDistribution', user: 'smithj', address: '192.0.2.17', error: '' });
});

test('what happens at a running edge is recorded: deployments by CloudFormation, and calls with their users [RPT-100] [RPT-106]', async () => {
  const trail = mkdtempSync(join(tmpdir(), 'trail-'));
  const edge = start('serve', `${directory}/template.json`, '--json', '--trail', trail, '--identity', 'ANY=arn:aws:iam::111122223333:user/smithj');
  const { control, distributions: [{ id }] } = JSON.parse(await edge.firstLine) as ReadyEvent;
  await fetch(`${control}/2020-05-31/distribution/${id}/invalidation/I1`, { headers: { authorization: SIGNATURE_4 } });
  const { output } = await run('audit', '--endpoint', control);
  edge.interrupt();
  await edge.ended;
  expect(output.split('\n').map((line) => line.replace(/^\S+ {2}/, ''))).toEqual([
    'CreateDistribution  cloudformation.amazonaws.com  cloudformation.amazonaws.com',
    'CreateCloudFrontOriginAccessIdentity  cloudformation.amazonaws.com  cloudformation.amazonaws.com',
    'GetInvalidation  smithj  127.0.0.1  NoSuchInvalidation', '',
  ]);
  expect((await run('audit', trail)).output).toBe(output);
  rmSync(trail, { recursive: true });
});

test.each([
  [[], 2, /expected a log file, or --endpoint/],
  [['other.json'], 2, /a log file of CloudTrail has a list Records, and this one has none/],
  [['missing.json'], 2, /missing.json cannot be read/],
  [['logs', '--date', 'May'], 2, /Expected a date such as 2014-05-06/],
  [['--endpoint', 'http://127.0.0.1:1'], 1, /cannot be reached/],
])('audit %j ends with %i', async (args, exitCode, says) => {
  const paths = args.map((arg) => (/^[a-z]/.test(arg) && !arg.startsWith('http') && arg !== 'May' ? `${directory}/${arg}` : arg));
  expect(await run('audit', ...paths)).toEqual({ exitCode, output: '', errors: expect.stringMatching(says) });
});
