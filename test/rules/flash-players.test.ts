import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ruleTest } from './rule-test';

const root = mkdtempSync(join(tmpdir(), 'players-'));
const assets = { swf: join(root, 'swf'), html: join(root, 'html') };
mkdirSync(assets.swf);
mkdirSync(assets.html);
writeFileSync(join(assets.swf, 'StrobeMediaPlayback.swf'), 'FWS');
writeFileSync(join(assets.html, 'index.html'), '<p>');
afterAll(() => rmSync(root, { recursive: true }));

const behavior = (TargetOriginId: string, rest: object = {}) => ({ TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...rest });
const [LIVE, PLAYER] = [
  { Id: 'live', DomainName: { 'Fn::GetAtt': ['Server', 'PublicDnsName'] }, CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } },
  { Id: 'player', DomainName: { 'Fn::GetAtt': ['Pages', 'RegionalDomainName'] }, S3OriginConfig: { OriginAccessIdentity: '' } },
];

/** A live stream of a server, with a player in a bucket. */
function stack({ server = {}, pattern = '/hds-live/*', hash = 'swf', origins = [LIVE] }: { server?: object; pattern?: string; hash?: string; origins?: object[] }) {
  return {
    Server: { Type: 'AWS::EC2::Instance', Properties: server },
    Pages: { Type: 'AWS::S3::Bucket', Properties: {} },
    Deployment: { Type: 'Custom::CDKBucketDeployment', Properties: { DestinationBucketName: { Ref: 'Pages' }, SourceObjectKeys: [`${hash}.zip`] } },
    Site: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins: origins, DefaultCacheBehavior: behavior('live'), CacheBehaviors: [behavior('live', { PathPattern: pattern })] } } },
  };
}

const script = (text: unknown) => ({ UserData: { 'Fn::Base64': text } });
const cases = { in: 'resources', at: 'Site.DistributionConfig.CacheBehaviors[0].PathPattern', assets } as const;

ruleTest('flash-player-crossdomain [MED-037]', {
  ...cases,
  edition: '2014-10-21',
  rejects: [stack({}), stack({ pattern: '*.f4m' }), stack({ server: script('start-server') })],
  accepts: [
    stack({ server: script('echo "<allow-access-from domain=\\"www.example.com\\"/>" > /mnt/webroot/crossdomain.xml') }),
    stack({ server: script({ Ref: 'Unknown' }) }),
    stack({ pattern: '/hls-live/*' }),
    stack({ hash: 'html' }),
    stack({ origins: [LIVE, PLAYER] }),
  ],
  message: /player StrobeMediaPlayback\.swf is in the bucket Pages.*crossdomain\.xml/,
});
ruleTest('flash-player-crossdomain', { ...cases, rejects: [], accepts: [stack({})] });
