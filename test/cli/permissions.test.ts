import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';

const directory = directoryWith({ 'site.json': websiteTemplate(), 'other.json': JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }) });

test('the policy is printed as JSON that IAM takes, and what it leaves out is told beside it', async () => {
  const { exitCode, output, errors } = await run('permissions', `${directory}/site.json`);
  const { Version, Statement: [first] } = JSON.parse(output);
  expect([exitCode, Version, first.Sid, first.Effect, first.Resource]).toEqual([0, '2012-10-17', 'CloudFront', 'Allow', ['*']]);
  expect(first.Action).toContain('cloudfront:CreateDistribution');
  expect(errors).toMatch(/^cloudfront-edge: other resources need permissions of their own: .*AWS::S3::Bucket/);
});

test.each([
  ['other.json', 1, /no resource of CloudFront is in .*other\.json\n$/],
  ['missing.json', 2, /missing\.json: does not exist|does not exist/],
])('of %s it ends with %i', async (file, exitCode, says) => {
  expect(await run('permissions', `${directory}/${file}`)).toEqual({ exitCode, output: '', errors: expect.stringMatching(says) });
});
