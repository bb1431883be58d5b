import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, testWith } from './clients';
import { LocalEdge } from '../../src/local';
import { directoryWith } from '../edge/lambda/functions';
import { lambdaParts } from '../edge/lambda/lambda-scenario';

const opened: LocalEdge[] = [];
afterEach(() => Promise.all(opened.splice(0).map((edge) => edge.close())));

/** A template whose function answers by itself. */
function template(body: string, includeBody = false): string {
  const { behavior, resources } = lambdaParts({ includeBody, functions: { 'viewer-request': `exports.handler = async (event) => { if (event.Records[0].cf.request.uri === "/fail") throw new Error("mine"); console.log("asked"); return { status: "200", statusDescription: "Fine", body: "${body}" }; };` } });
  const origin = { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
  const config = { Enabled: true, Origins: [origin], DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'], ...behavior } };
  return JSON.stringify({ Resources: { ...resources, Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } } } });
}

test('a function answers viewers, tells what it writes, and is another one when the template is', async () => {
  const path = join(directoryWith({ 'template.json': template('one') }), 'template.json');
  const notices: string[] = [];
  const edge = await LocalEdge.start({ path, onNotice: (line) => notices.push(line) });
  opened.push(edge);
  const get = async () => {
    const answer = await fetch(`${edge.ready.distributions[0].http}/a`);
    return [answer.statusText, await answer.text()];
  };
  expect(await get()).toEqual(['Fine', 'one']);
  expect(notices).toContain('us-east-1 /aws/lambda/us-east-1.viewer-request: asked');
  notices.length = 0;
  await fetch(`${edge.ready.distributions[0].http}/fail`);
  expect(notices).toEqual([expect.stringMatching(/^us-east-1 \/aws\/lambda\/us-east-1\.viewer-request: Error: mine /)]);
  writeFileSync(path, template('two'));
  await edge.reload();
  expect(await get()).toEqual(['Fine', 'two']);
});

for (const includeBody of [false, true]) {
  testWith({ curl: 'curl' }, `a body that no function reads${includeBody ? ' to its end' : ''} holds up no viewer`, async () => {
    const directory = directoryWith({ 'template.json': template('one', includeBody), 'body': 'x'.repeat(3_000_000) });
    const edge = await LocalEdge.start({ path: join(directory, 'template.json') });
    opened.push(edge);
    const [{ http }] = edge.ready.distributions;
    expect(String(await run('curl', '--silent', '--max-time', '5', '--data-binary', `@${join(directory, 'body')}`, `${http}/a`))).toBe('one');
  });
}
