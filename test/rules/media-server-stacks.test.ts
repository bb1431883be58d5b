import { ruleTest } from './rule-test';
import { Edition, MEDIA_SERVERS } from '../../src/config';
import { checkTemplates } from '../../src/rules';

const AMS_TEMPLATE = MEDIA_SERVERS[0].templateUrl!;
const [IIS_TEMPLATE, WOWZA_TEMPLATE] = ['smooth-streaming', 'wowza-4-1'].map((name) => `https://s3.amazonaws.com/cloudfront-live/live-${name}-using-cloudfront.txt`);

const nested = (TemplateURL: string, Parameters?: object) => ({ Live: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, ...(Parameters === undefined ? {} : { Parameters }) } } });
const ams = (changes: object = {}, url = AMS_TEMPLATE) => nested(url, {
  AMSAdminPassword: 'secret88', AMSAdminUserName: 'admin', InstanceType: 'm1.large', KeyPair: 'mykey', StreamName: 'livestream', ...changes,
});
const iis = (parameters: object = { KeyPair: 'mykey' }) => nested(IIS_TEMPLATE, parameters);
const wowza = (changes: object = {}) => nested(WOWZA_TEMPLATE, { ApplicationName: 'livecf', StreamName: 'myStream', KeyPair: 'mykey', WowzaLicenseKey: 'KEY1|KEY2', ...changes });
const cases = { in: 'resources', edition: '2014-10-21' } as const;

ruleTest('media-server-parameter [MED-020]', {
  ...cases,
  at: 'Live.Parameters.AMSAdminPassword',
  rejects: [ams({ AMSAdminPassword: 'secret7' }), ams({ AMSAdminPassword: '' }), ams({ AMSAdminPassword: undefined })],
  accepts: [ams(), ams({ InstanceType: undefined, StreamName: undefined }), nested('https://s3.amazonaws.com/mine/vpc.json', { StreamName: 'my stream' }), nested('https://s3.amazonaws.com/mine/vpc.json')],
  message: /has 7 characters; allowed: 8 or more|AMSAdminPassword is missing/,
});
ruleTest('media-server-parameter [MED-020]', { ...cases, at: 'Live.Parameters.StreamName', rejects: [ams({ StreamName: 'my stream' })], accepts: [], message: /StreamName has spaces/ });
ruleTest('media-server-parameter [MED-020]', { ...cases, at: 'Live.Parameters.AMSAdminUserName', rejects: [ams({ AMSAdminUserName: undefined })], accepts: [] });
ruleTest('media-server-parameter [MED-052]', { ...cases, at: 'Live.Parameters.KeyPair', rejects: [iis({}), iis({ InstanceType: 'm1.xlarge' }), ams({ KeyPair: undefined }), wowza({ KeyPair: undefined })], accepts: [iis(), iis({ KeyPair: 'mykey', InstanceType: 'c3.large' })] });
ruleTest('media-server-parameter [MED-067]', {
  ...cases,
  at: 'Live.Parameters.WowzaLicenseKey',
  rejects: [wowza({ WowzaLicenseKey: undefined }), wowza({ WowzaLicenseKey: 'KEY1, KEY2' }), wowza({ WowzaLicenseKey: 'KEY1 KEY2' })],
  accepts: [wowza(), wowza({ WowzaLicenseKey: 'KEY1', StartupPackageURL: 'https://example.com/start.zip' }), wowza({ ApplicationName: undefined, StreamName: undefined })],
});
ruleTest('media-server-parameter [MED-067]', { ...cases, at: 'Live.Parameters.ApplicationName', rejects: [wowza({ ApplicationName: 'live cf' })], accepts: [] });
ruleTest('media-server-parameter', { in: 'resources', at: '', rejects: [], accepts: [ams({ AMSAdminPassword: 'secret7' })] });

ruleTest('media-server-template [MED-006]', {
  ...cases, at: 'Live.TemplateURL', rejects: [ams({}, 'https://s3.amazonaws.com/mine/live.txt')], accepts: [ams(), wowza()], message: /only an own crossdomain\.xml needs a copy/,
});
ruleTest('media-server-region [MED-017]', { ...cases, region: 'ap-southeast-2', at: 'Live.', rejects: [iis()], accepts: [ams(), wowza()], message: /IIS Media Services is in ap-southeast-2/ });
ruleTest('media-server-region [MED-017]', { ...cases, region: 'eu-central-1', at: 'Live.', rejects: [ams(), iis(), wowza()], accepts: [] });
ruleTest('media-server-region [MED-017]', { ...cases, at: '', rejects: [], accepts: [iis()] });
ruleTest('media-server-instance-type [MED-052]', {
  in: 'resources', at: 'Live.Parameters.InstanceType', rejects: [iis(), ams()], accepts: [iis({ KeyPair: 'mykey', InstanceType: 'm7i.xlarge' }), wowza()], message: /types m1 are of a previous generation.*use m7i, m7g or m7a/,
});

test.each(['us-east-1', 'us-west-2', 'us-west-1', 'eu-west-1', 'ap-southeast-1', 'ap-northeast-1', 'sa-east-1'])('%s has the stacks of all three servers, and no other finding [MED-017]', (region) => {
  for (const stack of [ams(), iis(), wowza()]) expect(findings([{ region, resources: stack }])).toEqual([]);
});

test.each(['us-west-2', 'eu-central-1', 'ap-south-2'])('a server may be in any region, as near to the event as there is one: %s [MED-008]', (region) => {
  const resources = { ...keyPair('mykey'), ...server('mykey') };
  expect([findings([{ region, resources }]), findings([{ region, resources }], 'current')]).toEqual([[], []]);
});

test('one account has several stacks of Adobe Media Server by one subscription [MED-047]', () => {
  const { Live: First } = ams();
  const { Live: Second } = ams({ StreamName: 'other' });
  expect(findings([{ region: 'us-west-2', resources: { First, Second } }])).toEqual([]);
});

const keyPair = (KeyName: string) => ({ Key: { Type: 'AWS::EC2::KeyPair', Properties: { KeyName, PublicKeyMaterial: 'ssh-rsa AAAA' } } });
const server = (KeyName: unknown) => ({ Server: { Type: 'AWS::EC2::Instance', Properties: { KeyName } } });

const GENERATED = { Key: { Type: 'AWS::EC2::KeyPair', Properties: { KeyName: 'mykey' } } };
ruleTest('key-pair-private-key [MED-009]', { ...cases, at: 'Key.', rejects: [GENERATED], accepts: [keyPair('mykey'), server('mykey')], message: /only once.*Fix: name a key pair that exists/ });
ruleTest('key-pair-private-key', { in: 'resources', at: '', rejects: [], accepts: [GENERATED] });

describe('the key pair of a server', () => {
  test.each<[string, object]>([['an instance', server('mykey')], ['a media server', ams()]])('is in its region and account: %s [MED-007]', (_, resources) => {
    const elsewhere = { region: 'us-east-1', resources: keyPair('mykey') };
    expect(findings([{ region: 'us-west-2', resources }, elsewhere])).toEqual(['key-pair-region']);
    expect(findings([{ region: 'us-west-2', resources }, { ...elsewhere, region: 'us-west-2', account: '444455556666' }])).toEqual(['key-pair-region']);
    expect(findings([{ region: 'us-west-2', resources }, elsewhere], 'current')).toContain('key-pair-region');
  });

  test.each<[string, Parameters<typeof findings>[0]]>([
    ['it is there', [{ region: 'us-west-2', resources: server('mykey') }, { region: 'us-west-2', resources: keyPair('mykey') }]],
    ['it is there too', [{ region: 'us-west-2', resources: { ...server('mykey'), ...keyPair('mykey') } }, { region: 'us-east-1', resources: keyPair('mykey') }]],
    ['it is none of the application', [{ region: 'us-west-2', resources: server('mykey') }, { region: 'us-east-1', resources: keyPair('other') }]],
    ['its region is not known', [{ resources: server('mykey') }, { region: 'us-east-1', resources: keyPair('mykey') }]],
    ['its name is not known', [{ region: 'us-west-2', resources: server({ 'Fn::ImportValue': 'key' }) }, { region: 'us-east-1', resources: keyPair('mykey') }]],
    ['there is none', [{ region: 'us-west-2', resources: server(undefined) }, { region: 'us-east-1', resources: keyPair('mykey') }]],
  ])('is not found at fault where %s [MED-007]', (_, stacks) => expect(findings(stacks)).toEqual([]));
});

/** The ids of the rules that find something in stacks of one account, unless they say another. */
function findings(stacks: readonly { readonly region?: string; readonly account?: string; readonly resources: object }[], edition: Edition = '2014-10-21'): string[] {
  const sources = stacks.map(({ region, account = '111122223333', resources }, i) => ({ name: `Stack${i}`, region, account, template: { Resources: resources } }));
  return checkTemplates(sources, { edition }).map(({ rule }) => rule);
}
