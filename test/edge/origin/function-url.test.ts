import { createHash } from 'crypto';
import { originClients } from '../../../src/edge';
import { authorization, LOCAL_SIGNING_KEYS, sha256, signingTime } from '../../../src/edge/origin/sign-request';
import { MANAGED, policies } from '../policies';
import { applicationOf, ScenarioEdge, START } from '../scenario';

/** An edge in front of a function URL that answers with the body that it gets. */
function edgeFor(AuthType: 'AWS_IAM' | 'NONE', withAccessControl: boolean, SigningBehavior = 'always'): ScenarioEdge {
  const { behavior, resources } = policies(
    { cache: MANAGED.CachingDisabled, request: MANAGED.AllViewerExceptHostHeader }, { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] },
  );
  const control = { Name: 'control', OriginAccessControlOriginType: 'lambda', SigningBehavior, SigningProtocol: 'sigv4' };
  const scenario = {
    behavior,
    resources: {
      ...resources,
      Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType, TargetFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f' } },
      Control: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: control } },
    },
    config: {
      Origins: [{
        Id: 'function',
        DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }] }] },
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
        ...(withAccessControl ? { OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] } } : {}),
      }],
    },
  };
  const application = applicationOf({ ...scenario, behavior: { ...behavior, TargetOriginId: 'function' } });
  const echo = ({ method, body }: { readonly method: string; readonly body: unknown }) => `${method} ${body === undefined ? '' : Buffer.from(body as Uint8Array).toString()}`;
  return new ScenarioEdge({
    ...scenario, behavior: { ...behavior, TargetOriginId: 'function' }, origin: [], run: { origins: originClients({ Url: echo }, () => application) },
  });
}

test('a function URL with AWS_IAM answers signed requests alone [OTD-164]', async () => {
  expect(await edgeFor('AWS_IAM', false).get('/')).toMatchObject({ status: 403, text: '{"Message":"Forbidden"}' });
  expect(await edgeFor('AWS_IAM', true).get('/')).toMatchObject({ status: 200, text: 'GET ' });
  expect(await edgeFor('NONE', false).get('/')).toMatchObject({ status: 200, text: 'GET ' });
});

test.each(['POST', 'PUT'])('%s to a signed function URL needs the SHA-256 of the body from the viewer [OTD-139]', async (method) => {
  const edge = edgeFor('AWS_IAM', true);
  const hash = createHash('sha256').update('sent').digest('hex');
  const post = (headers: { readonly [name: string]: string }) => edge.get('/', { method, body: 'sent', headers });
  expect((await post({})).status).toBe(403);
  expect((await post({ 'x-amz-content-sha256': hash.replace(/^./, 'x') })).status).toBe(403);
  expect(await post({ 'x-amz-content-sha256': hash })).toMatchObject({ status: 200, text: `${method} sent` });
});

test('a request of more than 6 MB is too large for Lambda, and not read on', async () => {
  const post = (body: string) => edgeFor('AWS_IAM', true).get('/', { method: 'POST', body, headers: { 'x-amz-content-sha256': sha256(body) } });
  expect((await post('x'.repeat(6_291_456))).status).toBe(200);
  expect(await post('x'.repeat(6_291_457))).toMatchObject({ status: 413, text: expect.stringContaining('Request must be smaller than 6291456 bytes') });
});

test('a body that breaks off is a failure, and no defect of the edge', async () => {
  const { edge, domainName } = edgeFor('AWS_IAM', true);
  async function* broken() {
    yield Buffer.from('x');
    throw new Error('the viewer has left');
  }
  const headers = ['Host', domainName, 'x-amz-content-sha256', sha256('x')];
  expect(await edge.handle({ method: 'POST', url: '/', headers, protocol: 'https', httpVersion: '1.1', ip: '192.0.2.1', body: broken() })).toMatchObject({ status: 502 });
});

test('with no-override a viewer signs for the host of the function URL, not for the distribution\'s [OTD-142]', async () => {
  const edge = edgeFor('AWS_IAM', true, 'no-override');
  const [{ domainName, origins: [{ domainName: functionHost }] }] = edge.application.distributions;
  const answer = (host: string) => {
    const headers = { 'X-Amz-Date': signingTime(START), 'X-Amz-Content-Sha256': sha256('') };
    const request = { method: 'GET', url: '/', headers: ['Host', host, ...Object.entries(headers).flat()] };
    const signature = authorization(request, ['host', 'x-amz-content-sha256', 'x-amz-date'], { ...LOCAL_SIGNING_KEYS, region: 'us-east-1', service: 'lambda' });
    return edge.get('/', { headers: { ...headers, Authorization: signature } });
  };
  expect(await answer(functionHost as string)).toMatchObject({ status: 200, text: 'GET ' });
  expect(await answer(domainName)).toMatchObject({ status: 403, text: expect.stringContaining('The request signature we calculated does not match') });
  expect((await edge.get('/', { headers: { Authorization: 'Basic x' } })).status).toBe(403);
});
