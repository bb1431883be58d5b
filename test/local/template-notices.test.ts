import { templateNotices } from '../../src/local/template-notices';
import { readTemplates } from '../../src/template';

function notices(config: object): string[] {
  const template = { Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } } } };
  return templateNotices(readTemplates([{ name: 'template', template }]));
}

test('a setting without effect on this machine is named with the reason', () => {
  expect(notices({ AnycastIpListId: 'aip_1' })).toEqual(['Web DistributionConfig.AnycastIpListId has no effect here: the local edge listens on this machine only']);
});

test('a property that nobody knows is named', () => {
  expect(notices({ Alias: ['www.example.com'] })).toEqual(['Web DistributionConfig.Alias is ignored: AWS::CloudFront::Distribution has no property Alias here']);
});

test('a malformed value is named with what to write', () => {
  expect(notices({ Enabled: 'maybe' })).toEqual(['Web DistributionConfig.Enabled: Enabled is "maybe", where CloudFormation takes true or false. Write true or false.']);
});

test('a comment, which has no effect at CloudFront either, needs no notice', () => {
  expect(notices({ Comment: 'shop' })).toEqual([]);
});

test('keys and groups of keys are in force', () => {
  const Resources = {
    Key: { Type: 'AWS::CloudFront::PublicKey', Properties: { PublicKeyConfig: { Name: 'key', CallerReference: 'key', EncodedKey: 'PEM' } } },
    Keys: { Type: 'AWS::CloudFront::KeyGroup', Properties: { KeyGroupConfig: { Name: 'keys', Items: [{ Ref: 'Key' }] } } },
  };
  expect(templateNotices(readTemplates([{ name: 'template', template: { Resources } }]))).toEqual([]);
});

test('what the edge emulates needs no notice', () => {
  expect(notices({ Enabled: true, DefaultRootObject: 'index.html' })).toEqual([]);
});

test('settings that have no effect for the same reason share a line, which names the first of them', () => {
  const behavior = (PathPattern: string) => ({ PathPattern, FieldLevelEncryptionId: 'C1' });
  const CacheBehaviors = ['/a', '/b', '/c', '/d', '/e'].map(behavior);
  expect(notices({ CacheBehaviors: CacheBehaviors.slice(0, 2) })).toEqual([
    'Web DistributionConfig.CacheBehaviors[0].FieldLevelEncryptionId, Web DistributionConfig.CacheBehaviors[1].FieldLevelEncryptionId have no effect here: the configuration for field-level encryption is not in the templates',
  ]);
  expect(notices({ CacheBehaviors })).toEqual([expect.stringMatching(/CacheBehaviors\[2\]\.FieldLevelEncryptionId and 2 more have no effect here: the configuration for field-level encryption is not in the templates$/)]);
});
