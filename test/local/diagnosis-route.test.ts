import { diagnosisRoute } from '../../src/local/diagnosis-route';
import { Permissions } from '../../src/local/iam/permissions';
import { readTemplates } from '../../src/template';

/** What the route answers about a distribution that streams from a bucket, to people of whom one may use CloudFront alone. */
function answerTo(query: object) {
  const config = { Enabled: true, Comment: '', S3Origin: { DomainName: 'films.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } };
  const application = readTemplates([{
    name: 'Site',
    template: {
      Resources: {
        Smith: { Type: 'AWS::IAM::User', Properties: { UserName: 'smithj', ManagedPolicyArns: ['arn:aws:iam::aws:policy/CloudFrontFullAccess'] } },
        Mary: { Type: 'AWS::IAM::User', Properties: { UserName: 'mary', ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] } },
        Rtmp: { Type: 'AWS::CloudFront::StreamingDistribution', Properties: { StreamingDistributionConfig: config } },
      },
    },
  }]);
  const [{ domainName }] = application.streamingDistributions;
  const permissions = new Permissions(() => application, new Map(['smithj', 'mary'].map((name) => [`KEY${name}`, `arn:aws:iam::111122223333:user/${name}`])));
  const edge = { status: () => 'Deployed', dns: { lookUp: () => undefined } };
  const examined = () => ({ application, findings: [] });
  const routes = diagnosisRoute({ edge: edge as never, examined, ready: () => ({ distributions: [] }) as never, permissions, now: () => 0 });
  return routes['GET /diagnosis']({ url: `rtmp://${domainName}/cfx/st/film`, ...query });
}

test('who may use CloudFront, but not S3, is told so; who may use S3, or is not named, is not [IAM-021]', async () => {
  const causes = ['s3:ListBucket on arn:aws:s3:::films: no policy allows it'].map((part) => expect.stringContaining(part));
  expect(await answerTo({ accessKey: 'KEYsmithj' })).toMatchObject({ status: 200, body: { causes } });
  for (const query of [{ accessKey: 'KEYmary' }, {}]) expect(await answerTo(query)).toMatchObject({ status: 200, body: { causes: [] } });
});

test.each([
  [{ url: 'nonsense' }, 'url is "nonsense", where a URL such as http://www.example.com/image.jpg is expected'],
  [{ accessKey: 'AKIA' }, 'accessKey is "AKIA", which is nobody\'s here; say whose it is by serve --identity AKIA=ARN'],
])('%j is refused', async (query, error) => {
  expect(await answerTo(query)).toEqual({ status: 400, body: { error } });
});
