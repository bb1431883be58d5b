import { EdgeHarness } from '../../src/testing';
import { functionOf, withFunctions } from '../edge/functions/edge-with-functions';

const CODE = `import cf from 'cloudfront';
function handler(event) {
  console.log('asked for ' + event.request.uri);
  if (event.request.uri === '/old') return { statusCode: 301, headers: { location: { value: '/new' } } };
  cf.updateRequestOrigin({ domainName: 'other.example.com' });
  return event.request;
}`;

const TEMPLATE = {
  Resources: {
    Rewrites: functionOf('rewrites', CODE),
    Web: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'own', DomainName: 'own.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
          DefaultCacheBehavior: {
            ...withFunctions({}).behavior,
            TargetOriginId: 'own',
            ViewerProtocolPolicy: 'allow-all',
            ForwardedValues: { QueryString: false },
            FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Rewrites', 'FunctionARN'] } }],
          },
        },
      },
    },
  },
};

test('a test sees what a function did, and stands for origins that functions name', async () => {
  const edge = await EdgeHarness.fromTemplate(TEMPLATE, { origins: { 'other.example.com': () => new Response('other') } });
  const moved = await edge.get('/old');
  expect([moved.status, moved.resultType, moved.record.functions[0].logs]).toEqual([301, 'FunctionGeneratedResponse', ['asked for /old']]);
  const other = await edge.get('/a');
  expect([other.text(), other.originRequests.map(({ originId }) => originId)]).toEqual(['other', ['other.example.com']]);
  expect(other.explanation).toContain('rewrites has other.example.com asked, where an origin is');
  expect(other.explanation).toContain('function log          rewrites: asked for /a');
});

test('a name that is none of an origin is still refused', async () => {
  await expect(EdgeHarness.fromTemplate(TEMPLATE, { origins: { ohter: () => new Response('other') } })).rejects.toThrow('no origin or bucket has this name');
});
