import { generateKeyPairSync } from 'crypto';
import { ruleTest, violationsOf } from './rule-test';
import { checkTemplates } from '../../src/rules';
import { lambdaParts } from '../edge/lambda/lambda-scenario';

const newKey = () => String(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }));
const [OLD, NEW] = [newKey(), newKey()];
const key = (EncodedKey: unknown) => ({ PublicKeyConfig: { CallerReference: 'one', Name: 'key', EncodedKey } });

ruleTest('public-key-replaced [OTD-170]', {
  in: 'AWS::CloudFront::PublicKey',
  deployed: key(OLD),
  at: 'PublicKeyConfig.EncodedKey',
  rejects: [key(NEW)],
  accepts: [key(OLD), key(OLD.trim()), key(`${OLD}\n`), key({ Ref: 'Unknown' })],
  message: /Another key is deployed in this resource.*add a resource for the new key/,
});
ruleTest('public-key-replaced [OTD-170]', { in: 'AWS::CloudFront::PublicKey', at: 'PublicKeyConfig.EncodedKey', rejects: [], accepts: [key(NEW), key(NEW.trim())] });

const signed = { TrustedSigners: { Enabled: true, AwsAccountNumbers: ['self'] }, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: 'origin-access-identity/cloudfront/E1ABCDEFGHIJKL' } };
const LATER = /The content is public now.*every URL without a signature is refused/;
ruleTest('rtmp-signers-enabled-later [RTM-107]', { in: 'streamingDistribution', deployed: {}, at: 'TrustedSigners', rejects: [signed], accepts: [{}], message: LATER });
ruleTest('rtmp-signers-enabled-later [RTM-107]', { in: 'streamingDistribution', deployed: signed, at: 'TrustedSigners', rejects: [], accepts: [signed] });
ruleTest('rtmp-signers-enabled-later [RTM-107]', { in: 'streamingDistribution', at: 'TrustedSigners', rejects: [], accepts: [signed] });

const streams = (DomainName: unknown) => ({ S3Origin: { DomainName, OriginAccessIdentity: '' } });
ruleTest('rtmp-origin-changed [RTM-062]', {
  in: 'streamingDistribution',
  deployed: streams('first.s3.amazonaws.com'),
  at: 'S3Origin.DomainName',
  rejects: [streams('second.s3.amazonaws.com')],
  accepts: [streams('first.s3.amazonaws.com'), streams('first.s3.eu-west-1.amazonaws.com'), streams({ Ref: 'Unknown' })],
  message: /streams first, and the origin of an RTMP distribution cannot be changed.*create another RTMP distribution.*logical id.*point links or DNS to its domain name, then delete this one/,
});
ruleTest('rtmp-origin-changed [RTM-062]', { in: 'streamingDistribution', at: 'S3Origin.DomainName', rejects: [], accepts: [streams('second.s3.amazonaws.com')] });

const GROUP = { TrustedKeyGroups: ['0ae5b7f2-0000-4000-8000-000000000000'] };
ruleTest('signers-enabled-later [RTM-107] [PRV-058]', { in: 'behavior', deployed: {}, at: 'TrustedKeyGroups', rejects: [GROUP], accepts: [{}, { PathPattern: '/new/*', ...GROUP }], message: LATER });
ruleTest('signers-enabled-later [RTM-107]', { in: 'defaultBehavior', deployed: {}, at: 'TrustedSigners', rejects: [{ TrustedSigners: ['self'] }], accepts: [{}] });
ruleTest('signers-enabled-later [RTM-107]', { in: 'behavior', deployed: GROUP, at: 'TrustedKeyGroups', rejects: [], accepts: [{ TrustedKeyGroups: ['1ae5b7f2-0000-4000-8000-000000000000'] }] });
ruleTest('signers-enabled-later [RTM-107]', { in: 'behavior', deployed: { TrustedKeyGroups: { Ref: 'Unknown' } }, at: 'TrustedKeyGroups', rejects: [], accepts: [GROUP] });

const store = (SourceArn: unknown) => ({ Name: 'pairs', ...(SourceArn === undefined ? {} : { ImportSource: { SourceType: 'S3', SourceArn } }) });
const FIRST = 'arn:aws:s3:::assets/first.json';
ruleTest('key-value-store-source-changed', {
  in: 'AWS::CloudFront::KeyValueStore',
  deployed: store(FIRST),
  at: 'ImportSource.SourceArn',
  rejects: [store('arn:aws:s3:::assets/second.json')],
  accepts: [store(FIRST), store(undefined), store({ Ref: 'Unknown' })],
  message: /keeps the pairs that it was created with/,
});
test('a store that is new has nothing to keep', () => {
  expect(violationsOf('key-value-store-source-changed', store(FIRST), { in: 'AWS::CloudFront::KeyValueStore', deployed: store(undefined) })).toEqual([]);
});

const stack = (name: string, EncodedKey: string) => ({ name, template: { Resources: { Key: { Type: 'AWS::CloudFront::PublicKey', Properties: key(EncodedKey) } } } });
const replaced = (...[sources, deployed]: ReturnType<typeof stack>[][]) => checkTemplates(sources, { deployed }).filter(({ rule }) => rule === 'public-key-replaced').map(({ location }) => location.template);
test('what is deployed is found by its stack, and the only stack whatever it is called', () => {
  expect(replaced([stack('One', NEW), stack('Two', OLD)], [stack('One', OLD), stack('Two', OLD)])).toEqual(['One']);
  expect(replaced([stack('One', NEW), stack('Two', OLD)], [stack('Two', OLD)])).toEqual([]);
  expect(replaced([stack('new', NEW)], [stack('old', OLD)])).toEqual(['new']);
});

test('a function of Lambda@Edge that goes with its association cannot be deleted yet [FUN-137]', () => {
  const parts = lambdaParts({ functions: { 'origin-request': 'return request;' } });
  const config = (behavior: object) => ({
    Enabled: true,
    Origins: [{ Id: 'o', DomainName: 'o.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
    DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', ...behavior },
  });
  const site = (behavior: object) => ({ Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config(behavior) } } });
  const found = (resources: object) => checkTemplates(
    [{ name: 'stack', template: { Resources: resources } }], { deployed: [{ name: 'stack', template: { Resources: { ...site(parts.behavior), ...parts.resources } } }] },
  ).filter(({ rule }) => rule === 'lambda-deleted-with-association');
  expect(found(site({}))).toMatchObject([{ message: expect.stringMatching(/function Fnoriginrequest goes with its association.*has replicas/), location: { logicalId: 'Web' } }]);
  expect([found({ ...site({}), ...parts.resources }), found({ ...site(parts.behavior), ...parts.resources })]).toEqual([[], []]);
});
