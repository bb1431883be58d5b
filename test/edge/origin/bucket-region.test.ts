import { Edge, ManualClock, MemorySource, originFor } from '../../../src/edge';
import { BucketRegion } from '../../../src/edge/origin/bucket-region';
import { readTemplates } from '../../../src/template';
import { START } from '../scenario';

const HOUR = 3_600_000;

interface Given {
  /** Where the bucket is. */
  readonly region: string;
  readonly isPrivate?: boolean;
  readonly comment?: string;
}

/** A bucket in a stack of its own, and a distribution that knows it by its name. */
function applicationOf({ region, isPrivate = true, comment = '' }: Given) {
  const who = isPrivate ? { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } } : '*';
  const store = {
    Resources: {
      Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*', Principal: who } } } },
    },
    Outputs: { Identity: { Value: { Ref: 'Identity' }, Export: { Name: 'identity' } } },
  };
  const OriginAccessIdentity = isPrivate ? { 'Fn::Sub': ['origin-access-identity/cloudfront/${id}', { id: { 'Fn::ImportValue': 'identity' } }] } : '';
  const site = {
    Resources: {
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Comment: comment,
            Origins: [{ Id: 'photos', DomainName: 'photos.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity } }],
            DefaultCacheBehavior: { TargetOriginId: 'photos', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
          },
        },
      },
    },
  };
  return readTemplates([{ name: 'store', template: store, region }, { name: 'site', template: site, region: 'us-east-1' }]);
}

/** An edge, its clock, and the Regions for which its requests were signed. */
function edgeIn(given: Given, deploymentTime = 0) {
  const clock = new ManualClock(START);
  const signedFor: string[] = [];
  let application = applicationOf(given);
  const objects = new MemorySource(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}`, 'photo'])));
  const edge = new Edge({
    application,
    clock,
    deploymentTime,
    origins: (origin) => ({
      ask: (request) => {
        const authorization = request.headers[request.headers.indexOf('Authorization') + 1];
        signedFor.push(/\/([\w-]+)\/s3\/aws4_request/.exec(authorization)?.[1] ?? 'nothing');
        return originFor(origin, application, objects).ask(request);
      },
    }),
  });
  const { domainName } = application.distributions[0];
  return {
    clock,
    signedFor,
    get: async (url: string) => (await edge.handle({ method: 'GET', url, headers: ['Host', domainName], protocol: 'http', httpVersion: '1.1', ip: '192.0.2.1' })).status,
    deploy: (changed: Given) => {
      application = applicationOf(changed);
      edge.reload(application);
    },
  };
}

test('a bucket that an identity reads, and that moves to a Region of Signature Version 4 alone, is refused to the edge until it looks again, after an hour [ORG-083] [ORG-085]', async () => {
  const { get, deploy, clock, signedFor } = edgeIn({ region: 'us-east-1' });
  expect(await get('/0')).toBe(200);
  deploy({ region: 'eu-central-1' });
  expect([await get('/0'), await get('/1')]).toEqual([200, 400]);
  clock.advance(HOUR - 1);
  expect(await get('/2')).toBe(400);
  clock.advance(1);
  expect(await get('/3')).toBe(200);
  expect(signedFor).toEqual(['us-east-1', 'us-east-1', 'us-east-1', 'eu-central-1']);
});

test.each([
  ['a public bucket, whose requests are not signed', { isPrivate: false }, 'eu-central-1', 'nothing'],
  ['a Region that takes Signature Version 2', {}, 'eu-west-1', 'us-east-1'],
])('%s: a move is not noticed [ORG-084]', async (_title, given, region, signedFor) => {
  const edge = edgeIn({ ...given, region: 'us-east-1' });
  edge.deploy({ ...given, region });
  expect([await edge.get('/1'), edge.signedFor]).toEqual([200, [signedFor]]);
});

test('any change of the distribution makes the edge look at once, as soon as it is deployed [ORG-086]', async () => {
  const { get, deploy, clock } = edgeIn({ region: 'us-east-1' }, 300_000);
  deploy({ region: 'eu-central-1' });
  expect(await get('/1')).toBe(400);
  deploy({ region: 'eu-central-1', comment: 'look again' });
  expect(await get('/2')).toBe(400);
  clock.advance(300_000);
  expect(await get('/3')).toBe(200);
});

test('a bucket that is looked at late is believed to be where it was for an hour from then on', () => {
  const before = new BucketRegion('us-east-1', 0);
  const moved = new BucketRegion('eu-central-1', 10, before);
  expect([moved.at(HOUR - 1), moved.at(5 * HOUR)]).toEqual(['us-east-1', 'eu-central-1']);
  const movedAgain = new BucketRegion('eu-west-3', 5 * HOUR + 1, moved);
  expect([movedAgain.at(6 * HOUR - 1), movedAgain.at(6 * HOUR)]).toEqual(['eu-central-1', 'eu-west-3']);
});
