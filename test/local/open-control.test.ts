import { directoryWith, serving } from '../cli/run';
import { websiteTemplate } from '../cli/templates';

const served = serving(`${directoryWith({ 'template.json': websiteTemplate({}) })}/template.json`);
const signed = (service: string) => ({ authorization: `AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}` });
const action = (service: string, Action: string) => [
  '', { method: 'POST', headers: signed(service), body: new URLSearchParams({ Action, Version: '2010-05-08' }) },
] as const;

test.each([
  ['the distributions', ['/distributions'], '"kind":"web"'],
  ['the state of edge locations', ['/capacity'], 'available'],
  ['key pairs', ['/key-pairs'], ''],
  ['log files', ['/logs'], ''],
  ['functions and their stores', ['/key-value-stores'], '"items":[]'],
  ['the trail', ['/trail'], ''],
  ['certificates', ['/certificates'], ''],
  ['CloudFront\'s API', ['/2020-05-31/distribution', { headers: signed('cloudfront') }], '<DistributionList'],
  ['IAM\'s API', action('iam', 'ListServerCertificates'), '<ListServerCertificatesResponse'],
  ['CloudFormation\'s API', action('cloudformation', 'DescribeStacks'), '<DescribeStacksResponse'],
] as const)('the control URL has %s', async (_what, [path, init], part) => {
  const answer = await fetch(`${served.ready.control}${path}`, init as RequestInit);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(part)]);
});
