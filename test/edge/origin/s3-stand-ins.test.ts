import { closeAll } from './origin-servers';
import { s3Server } from './s3-server';
import { originClients } from '../../../src/edge';
import { applicationOf, Json, ScenarioEdge } from '../scenario';

afterEach(closeAll);

const Identity = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: '' } } };
const Control = {
  Type: 'AWS::CloudFront::OriginAccessControl',
  Properties: { OriginAccessControlConfig: { Name: 'control', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } },
};
const BY_IDENTITY = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } };
const BY_CONTROL = { S3OriginConfig: {}, OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] } };

/** An edge with a server in the place of its bucket. */
function edgeBefore(url: string, origin: Json, DomainName = 'photos.s3.eu-central-1.amazonaws.com'): ScenarioEdge {
  const scenario = {
    resources: { Identity, Control },
    config: { Origins: [{ Id: 'origin', DomainName, ...origin }] },
    behavior: { ForwardedValues: { QueryString: true } },
  };
  const application = applicationOf(scenario);
  return new ScenarioEdge({ ...scenario, origin: [], run: { origins: originClients({ origin: url }, () => application) } });
}

describe.each([['an access control', BY_CONTROL], ['an access identity', BY_IDENTITY]])('a server that speaks as S3 does stands for a bucket with %s', (_title, origin) => {
  test('it gets requests signed for the bucket\'s Region, whose signature it can check, with the bucket in the path or without [ORG-085]', async () => {
    const objects = { '/photos/a b.jpg': 'photo', '/a b.jpg': 'photo' };
    const { url } = await s3Server('eu-central-1', objects);
    for (const standIn of [`${url}/photos`, `${url}/photos/`, url]) {
      const { status, text } = await edgeBefore(standIn, origin).get('/a%20b.jpg?v=1');
      expect([status, text]).toEqual([200, 'photo']);
    }
  });

  test('it can tell a signature for another Region [ORG-085]', async () => {
    const { url } = await s3Server('eu-central-1', { '/photos/a': 'photo' });
    const { status, text } = await edgeBefore(`${url}/photos`, origin, 'photos.s3.us-east-1.amazonaws.com').get('/a');
    expect([status, text]).toEqual([403, 'AuthorizationHeaderMalformed']);
  });
});

test('it gets requests without a signature where the origin has neither', async () => {
  const { url } = await s3Server('eu-central-1', { '/photos/a': 'photo' });
  expect((await edgeBefore(`${url}/photos`, { S3OriginConfig: {} }).get('/a')).text).toBe('AccessDenied');
});
