import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { ruleTest } from './rule-test';

const root = mkdtempSync(join(tmpdir(), 'deployments-'));
const assets: { [hash: string]: string } = {};
afterAll(() => rmSync(root, { recursive: true }));

function filesNamed(names: readonly string[]): string {
  const hash = `asset${Object.keys(assets).length}`;
  assets[hash] = join(root, hash);
  for (const name of names) {
    mkdirSync(dirname(join(assets[hash], name)), { recursive: true });
    writeFileSync(join(assets[hash], name), 'text');
  }
  return `${hash}.zip`;
}

const ORIGIN = { Id: 'site', DomainName: { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] }, S3OriginConfig: { OriginAccessIdentity: '' } };
const SITE = {
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      Enabled: true, Origins: [ORIGIN], DefaultCacheBehavior: { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
    },
  },
};
/** A bucket that a distribution serves, with files deployed to it. */
const deployment = (properties: object, names?: readonly string[], more: object = { Site: SITE }) => ({
  Files: { Type: 'AWS::S3::Bucket' },
  Deployment: {
    Type: 'Custom::CDKBucketDeployment',
    Properties: { DestinationBucketName: { Ref: 'Files' }, SourceObjectKeys: names === undefined ? [] : [filesNamed(names)], ...properties },
  },
  ...more,
});
const metadata = (SystemMetadata: object, names?: readonly string[], properties: object = {}) => deployment({ SystemMetadata, ...properties }, names);
const INVALIDATING = { DistributionId: { Ref: 'Site' } };
const HASHED = ['index.html', 'app.3f2a91bc.js', 'assets/logo-9c0d1e2f.png'];
const cases = { in: 'resources', assets } as const;

ruleTest('deployment-lifetime [OBJ-134] [OBJ-095]', {
  ...cases,
  at: 'Deployment.SystemMetadata',
  rejects: [deployment({}), deployment({}, HASHED), metadata({ 'content-type': 'text/html' })],
  accepts: [
    metadata({ 'cache-control': 'max-age=3600' }), metadata({ 'cache-control': 'max-age=31536000' }, HASHED), metadata({ expires: 'Wed, 21 Oct 2037 07:28:00 GMT' }),
    metadata({ 'cache-control': { Ref: 'Unknown' } }), deployment({}, [], {}),
  ],
});
ruleTest('deployment-max-age [OBJ-104]', {
  ...cases,
  at: 'Deployment.SystemMetadata',
  rejects: [metadata({ 'cache-control': 'max-age=one hour' }), metadata({ 'cache-control': 'public, s-maxage=-1' }), metadata({ 'cache-control': 'max-age=' })],
  accepts: [metadata({ 'cache-control': 'max-age=3600' }), metadata({ 'cache-control': 'public, max-age="60", s-maxage=5' }), metadata({ 'cache-control': 'no-cache' })],
});
ruleTest('deployment-expires [OBJ-111]', {
  ...cases,
  at: 'Deployment.SystemMetadata',
  rejects: [metadata({ expires: 'Wed, 21 Oct 2037 07:28:00 GMT' })],
  accepts: [metadata({ 'cache-control': 'max-age=86400' }), metadata({ 'expires': 'Wed, 21 Oct 2037 07:28:00 GMT', 'cache-control': 'max-age=86400' })],
});
ruleTest('deployment-without-invalidation [OBJ-097]', {
  ...cases,
  at: 'Deployment.DistributionId',
  rejects: [deployment({}, ['index.html', 'app.js'])],
  accepts: [deployment({}), deployment(INVALIDATING, ['index.html', 'app.js']), deployment({}, HASHED), metadata({ 'cache-control': 'max-age=60' }), deployment({}, ['app.js'], {})],
});
const LONG = { SystemMetadata: { 'cache-control': 'max-age=86400' }, ...INVALIDATING };
ruleTest('invalidation-of-browser-copies [INV-009]', {
  ...cases,
  at: 'Deployment.DistributionPaths',
  rejects: [
    deployment({ ...LONG, DistributionPaths: ['/*'] }, ['app.js']), deployment(LONG, ['app.js']), deployment({ ...LONG, DistributionPaths: ['/index.html', '/js/*'] }, ['app.js']),
    deployment({ ...LONG, SystemMetadata: { 'cache-control': 'max-age=60, s-maxage=0' } }, ['app.js']),
  ],
  accepts: [
    deployment({ ...LONG, DistributionPaths: ['/index.html'] }, ['app.js']), deployment({ ...LONG, DistributionPaths: ['/*'] }, HASHED),
    deployment({ ...LONG, SystemMetadata: { 'cache-control': 'max-age=0, s-maxage=0' }, DistributionPaths: ['/*'] }, ['app.js']),
  ],
});
ruleTest('deployment-content-type [OBJ-092]', {
  ...cases,
  at: 'Deployment.SystemMetadata',
  rejects: [deployment({}, ['index.html', 'data.bin']), deployment({}, ['.well-known/apple-app-site-association'])],
  accepts: [metadata({ 'content-type': 'application/octet-stream' }, ['data.bin']), deployment({}, ['index.html', 'app.js', '.nojekyll']), deployment({}, ['data.bin'], {})],
  message: /data\.bin|apple-app-site-association/,
});
const GZIP = { 'content-encoding': 'gzip' };
ruleTest('deployment-gzip-metadata [ERR-106]', {
  ...cases,
  at: 'Deployment.SystemMetadata',
  rejects: [deployment({}, ['welcome.js', 'welcome.js.gz']), deployment({}, ['welcome.js.GZ', 'welcome.js'])],
  accepts: [metadata(GZIP, ['welcome.js.gz']), deployment({}, ['welcome.js']), deployment({}, ['archive.tar.gz', 'dump.json.gz'])],
  message: /welcome\.js\.gz/i,
});
const twice = (compressed: string) => {
  const { Deployment: Plain } = deployment({}, ['welcome.js']);
  return { ...metadata(GZIP, [compressed]), Plain };
};
ruleTest('deployment-gzip-same-name [ERR-103]', {
  ...cases,
  at: 'Deployment.DestinationBucketName',
  rejects: [twice('welcome.js')],
  accepts: [twice('welcome.js.gz'), metadata(GZIP, ['welcome.js'])],
  message: /welcome\.js is deployed to this bucket twice.*welcome\.js\.gz/,
});
ruleTest('deployment-gzip-media [ERR-108]', {
  ...cases,
  at: 'Deployment.SystemMetadata',
  rejects: [metadata(GZIP, ['index.html', 'photo.jpg']), metadata(GZIP, ['film.mp4.gz']), metadata(GZIP, ['FILM.MP4.GZ'])],
  accepts: [metadata(GZIP, ['index.html', 'style.css', 'app.js']), metadata({}, ['photo.jpg'])],
});

const reachable = (...patterns: string[]) => {
  const behavior = { ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const other = { Id: 'other', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } };
  const CacheBehaviors = patterns.map((PathPattern) => ({ ...behavior, PathPattern, TargetOriginId: 'site' }));
  const config = { Enabled: true, Origins: [ORIGIN, other], DefaultCacheBehavior: { ...behavior, TargetOriginId: 'other' }, CacheBehaviors };
  return { Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } } };
};
const FILES = ['index.html', 'photos/a.jpg'];
ruleTest('deployed-file-unreachable [OBJ-089]', {
  ...cases,
  at: 'Deployment.DestinationBucketName',
  rejects: [deployment({}, FILES, reachable('*.html'))],
  accepts: [deployment({}, FILES, reachable('*.html', '*.jpg')), deployment({}, FILES), deployment({}, ['index.html'], reachable('*.html')), deployment({}, undefined, reachable('*.html'))],
  message: /leads \/photos\/a\.jpg to this bucket, but only \*\.html/,
});
