import { distribution } from './rule-test';
import { checkTemplates } from '../../src/rules';

const certificate = { Aliases: ['www.example.com'], ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only' } };
const rtmp = {
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: {
    StreamingDistributionConfig: { Comment: '', Enabled: true, S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } },
  },
};
const domainName = (of: string) => ({ 'Fn::GetAtt': [of, 'DomainName'] });
const url = (scheme: string, host: unknown, path: string) => ({ 'Fn::Join': ['', [`${scheme}://`, host, path]] });

function found(rule: string, config: object, Value: unknown): string[] {
  const template = { Resources: { ...distribution({ ...config }), Rtmp: rtmp }, Outputs: { Url: { Value } } };
  return checkTemplates([{ name: 'Stack', template }]).filter((finding) => finding.rule === rule).map(({ location, message }) => `${location.logicalId}: ${message}`);
}

test.each<[string, object, unknown, number]>([
  ['the domain name of CloudFront, beside a certificate', certificate, url('https', domainName('Site'), '/logo.jpg'), 1],
  ['the alternate domain name', certificate, 'https://example.com/logo.jpg', 0],
  ['the domain name of CloudFront, with its own certificate', {}, url('https', domainName('Site'), '/logo.jpg'), 0],
  ['the domain name of CloudFront over HTTP', certificate, url('http', domainName('Site'), '/logo.jpg'), 0],
  ['the domain name alone, for a DNS record', certificate, domainName('Site'), 0],
  ['a host that only begins like it', certificate, url('https', domainName('Site'), '.example.com/'), 0],
  ['something unknown', certificate, url('https', { 'Fn::GetAtt': ['Site', 'Unknown'] }, '/'), 0],
])('an https URL with %s is published [WEB-173] [DST-131]', (_title, config, value, count) => {
  expect(found('published-domain-name', config, value)).toHaveLength(count);
});

test('an RTMP URL of a web distribution is found, one of an RTMP distribution is not [DST-106]', () => {
  expect(found('published-rtmp-url', {}, url('rtmp', domainName('Site'), '/cfx/st'))).toEqual(['Site: The output Stack.Url is an RTMP URL of a web distribution.']);
  expect(found('published-rtmp-url', {}, url('rtmpte', domainName('Site'), ':1935/cfx/st'))).toHaveLength(1);
  expect(found('published-rtmp-url', {}, url('rtmp', domainName('Rtmp'), '/cfx/st'))).toEqual([]);
  expect(found('published-rtmp-url', {}, url('https', domainName('Site'), '/media/film.flv'))).toEqual([]);
});

test('an HTTP URL of an RTMP distribution is found, one of a web distribution is not [RTM-044]', () => {
  expect(found('published-player-url', {}, url('https', domainName('Rtmp'), '/player.swf'))).toEqual(['Rtmp: The output Stack.Url is an HTTP URL of an RTMP distribution, which serves nothing over HTTP.']);
  expect(found('published-player-url', {}, url('http', domainName('Rtmp'), '/player.html'))).toHaveLength(1);
  expect(found('published-player-url', {}, url('https', domainName('Site'), '/player.swf'))).toEqual([]);
  expect(found('published-player-url', {}, url('rtmp', domainName('Rtmp'), '/cfx/st'))).toEqual([]);
});

test.each<[string, unknown[], number]>([
  ['with and without a slash', [url('https', domainName('Site'), '/images'), url('https', domainName('Site'), '/images/')], 1],
  ['by an alias and by the domain name of CloudFront', ['https://www.example.com/images', url('https', domainName('Site'), '/images/')], 1],
  ['always with a slash', [url('https', domainName('Site'), '/images/'), url('https', domainName('Site'), '/images/logo.jpg')], 0],
  ['of another host', [url('https', domainName('Site'), '/images'), 'https://other.example.com/images/'], 0],
  ['of the root', [url('https', domainName('Site'), '/'), url('https', domainName('Site'), '')], 0],
])('directories whose URLs are written %s [OBJ-015]', (_, values, count) => {
  const template = { Resources: distribution(certificate), Outputs: Object.fromEntries(values.map((Value, i) => [`Url${i}`, { Value }])) };
  const findings = checkTemplates([{ name: 'Stack', template }]).filter(({ rule }) => rule === 'published-directory-urls');
  expect(findings.map(({ level, message }) => [level, message])).toEqual(Array(count).fill(['info', 'The outputs have both /images and /images/, which are cached apart, and invalidated apart.']));
});
