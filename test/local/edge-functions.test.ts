import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalEdge } from '../../src/local';
import { directoryWith } from '../edge/lambda/functions';
import { lambdaParts } from '../edge/lambda/lambda-scenario';

const opened: LocalEdge[] = [];
afterEach(() => Promise.all(opened.splice(0).map((edge) => edge.close())));

/** A template whose function answers by itself. */
function template(body: string): string {
  const { behavior, resources } = lambdaParts({ functions: { 'viewer-request': `exports.handler = async () => { console.log("asked"); return { status: "200", statusDescription: "Fine", body: "${body}" }; };` } });
  const origin = { Id: 'api', DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
  const config = { Enabled: true, Origins: [origin], DefaultCacheBehavior: { TargetOriginId: 'api', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...behavior } };
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
  writeFileSync(path, template('two'));
  await edge.reload();
  expect(await get()).toEqual(['Fine', 'two']);
});
