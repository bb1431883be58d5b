import { directoryWith, run, serving } from './run';
import { websiteTemplate } from './templates';

const origins = [{ Id: 'pages', DomainName: 'pages.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }];
const DefaultCacheBehavior = { TargetOriginId: 'pages', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const { Resources } = websiteTemplate() as { Resources: object };
const template = {
  Resources: {
    ...Resources,
    Off: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: false, Origins: origins, DefaultCacheBehavior } } },
    Films: {
      Type: 'AWS::CloudFront::StreamingDistribution',
      Properties: {
        StreamingDistributionConfig: {
          Enabled: true, Comment: '', S3Origin: { DomainName: 'films.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false },
        },
        Tags: [],
      },
    },
  },
};
const directory = directoryWith({ 'template.json': template, 'site/index.html': 'home' });
const served = serving(`${directory}/template.json`, '--bucket', `Bucket=${directory}/site`);

test('all distributions are listed with id, domain name, type, state and status [DST-110] [WEB-016]', async () => {
  const { exitCode, output } = await run('status', '--endpoint', served.ready.control);
  const of = (logicalId: string) => served.ready.distributions.find((distribution) => distribution.logicalId === logicalId)!;
  const line = (logicalId: string, kind: string, state: string) => (
    new RegExp(`^${of(logicalId).id}  ${of(logicalId).domainName}  ${kind}  ${state}  Deployed  \\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$`, 'm')
  );
  expect(exitCode).toBe(0);
  for (const expected of [line('Site', 'web', 'Enabled'), line('Off', 'web', 'Disabled'), line('Films', 'rtmp', 'Enabled')]) expect(output).toMatch(expected);
  expect(output.split('\n').filter((each) => each.startsWith('  root: '))).toEqual(['  root: the root URL is answered with 200', '  root: the distribution is disabled; enable it']);
});

test('an endpoint that is none is one line', async () => {
  expect(await run('status', '--endpoint', 'http://127.0.0.1:1')).toMatchObject({ exitCode: 1, output: '', errors: expect.stringMatching(/cannot be reached/) });
});
