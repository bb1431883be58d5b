import { OriginRequest } from '../../../src/edge';
import { authorization, LOCAL_SIGNING_KEYS } from '../../../src/edge/origin/sign-request';
import { MANAGED, policies, Policies } from '../policies';
import { ScenarioEdge, Viewer } from '../scenario';

interface Control {
  readonly signing: 'always' | 'never' | 'no-override';
  readonly type?: string;
  readonly domainName?: string;
}

const VIEWER = { headers: { Authorization: 'Basic x' } };
const valueOf = ({ headers }: OriginRequest, name: string) => headers.find((_text, i) => i % 2 === 1 && headers[i - 1].toLowerCase() === name);

/** The request that a server in the place of the origin gets. */
async function originRequest({ signing, type = 's3', domainName = 'private.s3.eu-west-1.amazonaws.com' }: Control, viewer: Viewer = {}, cache: Policies['cache'] = {}): Promise<OriginRequest> {
  const asked: OriginRequest[] = [];
  const control = { Name: 'control', OriginAccessControlOriginType: type, SigningBehavior: signing, SigningProtocol: 'sigv4' };
  const { behavior, resources } = policies({ cache }, { AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'] });
  const kind = type === 's3' ? { S3OriginConfig: {} } : { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } };
  const edge = new ScenarioEdge({
    origin: [],
    behavior,
    resources: { ...resources, Control: { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: control } } },
    config: { Origins: [{ Id: 'origin', DomainName: domainName, OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] }, ...kind }] },
    run: {
      origins: () => ({
        ask: (request) => {
          asked.push(request);
          return Promise.resolve({ status: 200, headers: [], body: undefined });
        },
      }),
    },
  });
  await edge.get('/films/a%20b.mp4', viewer);
  return asked[0];
}

test('always: every request is signed for the origin\'s host, the viewer\'s Authorization replaced, S3 asked by HTTPS [OTD-134]', async () => {
  const request = await originRequest({ signing: 'always' }, { ...VIEWER, protocol: 'http' }, { headers: ['Authorization'] });
  const signed = ['host', 'x-amz-cf-id', 'x-amz-content-sha256', 'x-amz-date'];
  expect(valueOf(request, 'authorization')).toBe(authorization(request, signed, { ...LOCAL_SIGNING_KEYS, region: 'eu-west-1', service: 's3' }));
  expect(valueOf(request, 'authorization')).toMatch(/^AWS4-HMAC-SHA256 Credential=\w+\/20250101\/eu-west-1\/s3\/aws4_request, SignedHeaders=host;x-amz-cf-id;x-amz-content-sha256;x-amz-date, /);
  expect([valueOf(request, 'x-amz-date'), valueOf(request, 'host'), request.protocol]).toEqual(['20250101T000000Z', 'private.s3.eu-west-1.amazonaws.com', 'https']);
  expect(request.headers.filter((text) => text.toLowerCase() === 'authorization')).toHaveLength(1);
});

test('a body is sent to S3 without being part of the signature [OTD-134]', async () => {
  expect(valueOf(await originRequest({ signing: 'always' }, { method: 'PUT', body: 'film' }), 'x-amz-content-sha256')).toBe('UNSIGNED-PAYLOAD');
});

test('never: nothing is signed [OTD-135]', async () => {
  const request = await originRequest({ signing: 'never' }, { protocol: 'http' });
  expect([valueOf(request, 'authorization'), valueOf(request, 'x-amz-date'), request.signedAs.kind, request.protocol]).toEqual([undefined, undefined, 'anonymous', 'http']);
});

test('no-override: a viewer\'s Authorization that reaches the origin counts more [OTD-136]', async () => {
  const control = { signing: 'no-override' } as const;
  const passed = await originRequest(control, VIEWER, { headers: ['Authorization'] });
  expect([valueOf(passed, 'authorization'), passed.signedAs.kind]).toEqual(['Basic x', 'anonymous']);
  const without = await originRequest(control, {}, { headers: ['Authorization'] });
  expect([valueOf(without, 'authorization'), without.signedAs.kind]).toEqual([expect.stringMatching(/^AWS4-HMAC-SHA256 /), 'origin-access-control']);
  const removed = await originRequest(control, VIEWER, MANAGED.CachingOptimized);
  expect(valueOf(removed, 'authorization')).toMatch(/^AWS4-HMAC-SHA256 /);
});

test.each([
  ['lambda', 'abc.lambda-url.eu-west-1.on.aws'],
  ['mediastore', 'abc.data.mediastore.eu-west-1.amazonaws.com'],
  ['mediapackagev2', 'abc.egress.def.mediapackagev2.eu-west-1.amazonaws.com'],
])('requests to %s are signed for that service [OTD-134]', async (type, domainName) => {
  const request = await originRequest({ signing: 'always', type, domainName });
  expect(valueOf(request, 'authorization')).toContain(`/20250101/eu-west-1/${type}/aws4_request`);
});
