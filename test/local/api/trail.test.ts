import { GetInvalidationCommand, ListCloudFrontOriginAccessIdentitiesCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { apiOf, SIGNATURE_4, web } from './api-client';
import { create } from './distribution-client';
import { deploymentCalls } from '../../../src/local/api';
import { TrailRecord } from '../../../src/records';
import { trailRecord } from '../../../src/records/trail/trail-record';
import { readTemplates } from '../../../src/template';

const VERSION = '/2014-01-31';
const AUTHORIZATION = SIGNATURE_4.replace('ANY', 'AKIAIOSFODNN7EXAMPLE');
const IDENTITIES = new Map([['AKIAIOSFODNN7EXAMPLE', 'arn:aws:iam::111122223333:user/smithj']]);
const userAgent = 'aws-sdk-ruby/1.39.0 ruby/1.9.3 x86_64-linux';

/** An API at a time of the guide's samples, asked as they are, and what its calls leave in the trail. */
function sampled(time: string) {
  const api = apiOf();
  // The certificate of the samples is in no store.
  jest.spyOn(api.certificates, 'obstacleTo').mockReturnValue(undefined);
  api.clock.advance(Date.parse(time) - api.clock.now());
  const call = (method: string, path: string, body = '', ifMatch?: string) => api.raw(method, `${VERSION}/${path}`, body, { authorization: AUTHORIZATION, ifMatch, userAgent });
  return { call, last: (): TrailRecord => trailRecord(api.calls.at(-1)!, IDENTITIES, '111122223333') };
}

const behavior = (TargetOriginId: string) => `<TargetOriginId>${TargetOriginId}</TargetOriginId>
  <ForwardedValues><QueryString>false</QueryString><Cookies><Forward>none</Forward></Cookies></ForwardedValues>
  <TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners><ViewerProtocolPolicy>redirect-to-https</ViewerProtocolPolicy><MinTTL>300</MinTTL>
  <AllowedMethods><Quantity>2</Quantity><Items><Method>GET</Method><Method>HEAD</Method></Items></AllowedMethods><SmoothStreaming>false</SmoothStreaming>`;
const origin = (id: string, domainName: string) => `<Origin><Id>${id}</Id><DomainName>${domainName}</DomainName>
  <CustomOriginConfig><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort><OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin>`;
const distributionConfig = (comment: string) => `<DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2014-01-31/">
  <CallerReference>2014-05-06 64832</CallerReference><Aliases><Quantity>1</Quantity><Items><CNAME>example.com</CNAME></Items></Aliases><DefaultRootObject>index.html</DefaultRootObject>
  <Origins><Quantity>2</Quantity><Items>${origin('Web page origin', 'myawsbucket.s3-website-us-east-1.amazonaws.com')}${origin('Images', 'myotherawsbucket.s3-website-us-west-2.amazonaws.com')}</Items></Origins>
  <DefaultCacheBehavior>${behavior('Images')}</DefaultCacheBehavior>
  <CacheBehaviors><Quantity>1</Quantity><Items><CacheBehavior><PathPattern>*.html</PathPattern>${behavior('Web page origin')}</CacheBehavior></Items></CacheBehaviors>
  <CustomErrorResponses><Quantity>0</Quantity></CustomErrorResponses><Comment>${comment}</Comment>
  <Logging><Enabled>false</Enabled><IncludeCookies>false</IncludeCookies><Bucket></Bucket><Prefix></Prefix></Logging>
  <PriceClass>PriceClass_All</PriceClass><Enabled>true</Enabled>
  <ViewerCertificate><IAMCertificateId>A1B2C3D4E5F6G7EXAMPLE</IAMCertificateId><SSLSupportMethod>sni-only</SSLSupportMethod></ViewerCertificate>
  <Restrictions><GeoRestriction><RestrictionType>none</RestrictionType><Quantity>0</Quantity></GeoRestriction></Restrictions>
</DistributionConfig>`;

const SAMPLE_BEHAVIOR = {
  allowedMethods: { items: ['GET', 'HEAD'], quantity: 2 },
  forwardedValues: { cookies: { forward: 'none' }, queryString: false },
  minTTL: 300,
  trustedSigners: { enabled: false, quantity: 0 },
  viewerProtocolPolicy: 'redirect-to-https',
  smoothStreaming: false,
};
const sampleOrigin = (id: string, domainName: string) => ({ customOriginConfig: { hTTPSPort: 443, originProtocolPolicy: 'http-only', hTTPPort: 80 }, domainName, id });

test('an update is recorded with the whole configuration and with what came of it, as in the sample of the guide [RPT-110] [RPT-111] [RPT-113]', async () => {
  const { call, last } = sampled('2014-05-06T18:00:32Z');
  const { headers: { ETag } } = await call('POST', 'distribution', distributionConfig('before'));
  const { id } = (last().responseElements as any).distribution;
  await call('PUT', `distribution/${id}/config`, distributionConfig('Added an origin and a cache behavior'), ETag);
  const record = last();
  expect(record).toMatchObject({
    eventVersion: '1.01',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/smithj', accountId: '111122223333', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'smithj' },
    eventTime: '2014-05-06T18:00:32Z',
    eventName: 'UpdateDistribution2014_01_31',
    sourceIPAddress: '192.0.2.17',
    userAgent,
  });
  expect(record.requestParameters).toEqual({
    id,
    ifMatch: ETag,
    distributionConfig: {
      restrictions: { geoRestriction: { quantity: 0, restrictionType: 'none' } },
      customErrorResponses: { quantity: 0 },
      defaultRootObject: 'index.html',
      aliases: { quantity: 1, items: ['example.com'] },
      logging: { bucket: '', enabled: false, prefix: '', includeCookies: false },
      viewerCertificate: { iAMCertificateId: 'A1B2C3D4E5F6G7EXAMPLE', sSLSupportMethod: 'sni-only' },
      callerReference: '2014-05-06 64832',
      defaultCacheBehavior: { ...SAMPLE_BEHAVIOR, targetOriginId: 'Images' },
      origins: {
        items: [sampleOrigin('Web page origin', 'myawsbucket.s3-website-us-east-1.amazonaws.com'), sampleOrigin('Images', 'myotherawsbucket.s3-website-us-west-2.amazonaws.com')], quantity: 2,
      },
      enabled: true,
      cacheBehaviors: { items: [{ ...SAMPLE_BEHAVIOR, targetOriginId: 'Web page origin', pathPattern: '*.html' }], quantity: 1 },
      priceClass: 'PriceClass_All',
      comment: 'Added an origin and a cache behavior',
    },
  });
  const { eTag, distribution } = record.responseElements as any;
  expect(eTag).not.toBe(ETag);
  expect(distribution).toMatchObject({
    domainName: expect.stringMatching(/\.cloudfront\.net$/),
    distributionConfig: { comment: 'Added an origin and a cache behavior' },
    id,
    lastModifiedTime: 'May 6, 2014 6:00:32 PM',
    activeTrustedSigners: { quantity: 0, enabled: false },
    inProgressInvalidationBatches: 0,
  });
});

test('an update is in progress in the record while it is on its way [RPT-111], and the comment is hidden in today\'s [RPT-110]', async () => {
  const api = apiOf({}, { deploymentTime: 60_000 });
  await create(api, { Comment: 'secret' });
  const { requestParameters, responseElements } = trailRecord(api.calls[0], new Map(), '111122223333') as any;
  expect([requestParameters.distributionConfig.comment, responseElements.distribution.distributionConfig.comment]).toEqual(['HIDDEN_DUE_TO_SECURITY_REASONS', 'HIDDEN_DUE_TO_SECURITY_REASONS']);
  expect(responseElements.distribution.status).toBe('InProgress');
});

test('an invalidation is recorded with its paths, and with what was created and where, as in the sample of the guide [RPT-112]', async () => {
  const { call, last } = sampled('2014-05-06T18:02:27Z');
  await call('POST', 'distribution', distributionConfig(''));
  const { id } = (last().responseElements as any).distribution;
  const paths = ['/images/new.jpg', '/images/logo.jpg', '/images/banner.jpg'];
  await call('POST', `distribution/${id}/invalidation`, `<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2014-01-31/">
    <Paths><Quantity>3</Quantity><Items>${paths.map((path) => `<Path>${path}</Path>`).join('')}</Items></Paths><CallerReference>2014-05-06 64947</CallerReference></InvalidationBatch>`);
  const invalidationBatch = { callerReference: '2014-05-06 64947', paths: { quantity: 3, items: paths } };
  const record = last();
  expect(record).toEqual({
    eventVersion: '1.01',
    userIdentity: expect.objectContaining({ type: 'IAMUser', userName: 'smithj' }),
    eventTime: '2014-05-06T18:02:27Z',
    eventName: 'CreateInvalidation2014_01_31',
    sourceIPAddress: '192.0.2.17',
    userAgent,
    requestParameters: { invalidationBatch, distributionId: id },
    responseElements: {
      invalidation: { createTime: 'May 6, 2014 6:02:27 PM', invalidationBatch, status: expect.stringMatching(/^(InProgress|Completed)$/), id: expect.stringMatching(/^I/) },
      location: expect.stringMatching(new RegExp(`^https://cloudfront.amazonaws.com/2014-01-31/distribution/${id}/invalidation/I[A-Z0-9]+$`)),
    },
    requestID: expect.any(String),
    eventID: expect.any(String),
  });
});

test('what reads is recorded without an answer, and with what was asked for [RPT-108] [RPT-109]', async () => {
  const api = apiOf({ Site: web() });
  const [{ id }] = api.templates.newest.application.distributions;
  await api.client.send(new ListDistributionsCommand({}));
  await api.client.send(new ListCloudFrontOriginAccessIdentitiesCommand({}));
  await api.client.send(new ListDistributionsCommand({ MaxItems: 5 }));
  await api.client.send(new GetInvalidationCommand({ DistributionId: id, Id: 'I1' })).catch(() => {});
  const records = api.calls.map((call) => trailRecord(call, new Map(), '111122223333'));
  expect(records.map(({ eventName, requestParameters, responseElements, errorCode }) => [eventName, requestParameters, responseElements, errorCode])).toEqual([
    ['ListDistributions', null, null, undefined], ['ListCloudFrontOriginAccessIdentities', null, null, undefined], ['ListDistributions', { maxItems: '5' }, null, undefined],
    ['GetInvalidation', { distributionId: id, id: 'I1' }, null, 'NoSuchInvalidation'],
  ]);
  expect(records[0].userAgent).toMatch(/^aws-sdk-js/);
});

test('what CloudFormation deploys, changes and deletes is recorded as its calls [RPT-100]', () => {
  const application = (Resources: object) => readTemplates([{ name: 'Site', template: { Resources } }]);
  const identity = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity', Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: 'a' } } };
  const [first, second] = [application({ A: web(), Identity: identity }), application({ A: web({ Comment: 'changed' }), B: web() })];
  expect(deploymentCalls(undefined, first).map(({ action }) => action)).toEqual(['CreateDistribution', 'CreateCloudFrontOriginAccessIdentity']);
  const calls = deploymentCalls(first, second);
  expect(calls.map(({ action }) => action)).toEqual(['UpdateDistribution', 'CreateDistribution', 'DeleteCloudFrontOriginAccessIdentity']);
  const record = trailRecord({ ...calls[0], time: 0 }, new Map(), '111122223333');
  expect(record).toMatchObject({
    userIdentity: { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' },
    sourceIPAddress: 'cloudformation.amazonaws.com',
    requestParameters: { id: first.distributions[0].id, distributionConfig: { enabled: true, origins: { quantity: 1 } } },
  });
  expect(deploymentCalls(second, second)).toEqual([]);
});

test('a request that is not signed, or for what there is not, is no call', async () => {
  const api = apiOf();
  await api.raw('GET', '/2020-05-31/distribution', '', { authorization: undefined });
  await api.raw('GET', '/2020-05-31/moon');
  await api.raw('POST', '/2020-05-31/distribution', '<no xml');
  expect(api.calls.map(({ action, sent, error }) => [action, sent, error?.code])).toEqual([['CreateDistribution', undefined, 'MalformedXML']]);
});
