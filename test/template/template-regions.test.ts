import * as fc from 'fast-check';
import { Region, templateRegions } from '../../src/template';

const YAML = `Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Comment: !Sub 'for \${AWS::Region}'
        Aliases: [www.example.com, "*.example.net"]
        DefaultCacheBehavior: &behavior
          TargetOriginId: pages
        CacheBehaviors:
          - PathPattern: /images/*
            TargetOriginId: !Ref Origin
        Restrictions: *behavior
`;

/** What a region shows of a text. */
function shown(text: string, region: Region | undefined): string | undefined {
  if (region === undefined) return undefined;
  const lines = text.split('\n').slice(region.startLine - 1, region.endLine);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, region.endColumn - 1);
  lines[0] = lines[0].slice(region.startColumn - 1);
  return lines.join('\n');
}

test.each([
  ['a resource, by its logical id', '', 'Site'],
  ['an object, by its key', 'DistributionConfig.DefaultCacheBehavior', 'DefaultCacheBehavior'],
  ['a simple value, with its key', 'DistributionConfig.DefaultCacheBehavior.TargetOriginId', 'TargetOriginId: pages'],
  ['an item of a list', 'DistributionConfig.Aliases[1]', '"*.example.net"'],
  ['an object in a list, by its first key', 'DistributionConfig.CacheBehaviors[0]', 'PathPattern'],
  ['a property of an object in a list', 'DistributionConfig.CacheBehaviors[0].PathPattern', 'PathPattern: /images/*'],
  ['a function, by its key', 'DistributionConfig.CacheBehaviors[0].TargetOriginId', 'TargetOriginId: !Ref Origin'],
  ['what an alias stands for', 'DistributionConfig.Restrictions.TargetOriginId', 'TargetOriginId: pages'],
  ['what is missing, by what is around it', 'DistributionConfig.DefaultRootObject', 'DistributionConfig'],
  ['what is missing in a list, by the list', 'DistributionConfig.CacheBehaviors[7].PathPattern', 'CacheBehaviors'],
])('finds in YAML %s', (_what, path, expected) => {
  expect(shown(YAML, templateRegions(YAML)('Site', path))?.replace(/ 'for.*/, '')).toBe(expected);
});

test('counts lines and columns from 1', () => {
  expect(templateRegions(YAML)('Site', 'DistributionConfig.DefaultCacheBehavior.TargetOriginId')).toEqual({ startLine: 9, startColumn: 11, endLine: 9, endColumn: 32 });
});

test('finds nothing of a resource that is not there', () => {
  expect(templateRegions(YAML)('Other', 'DistributionConfig')).toBeUndefined();
  expect(templateRegions('{}')('Site', '')).toBeUndefined();
});

test('finds every value of any JSON, however it is indented', () => {
  const key = fc.stringMatching(/^[A-Za-z]{1,8}$/);
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  fc.assert(fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.nat(3), value, fc.constantFrom(0, 1, 2, '\t'), (keys, index, wanted, indentation) => {
    const list = Array.from({ length: index + 1 }, (_, i) => ({ Other: i, Wanted: wanted }));
    const properties = keys.reduceRight<unknown>((inner, name) => ({ Before: [1, { a: 'b' }], [name]: inner }), list);
    const text = JSON.stringify({ Resources: { Other: {}, Site: { Type: 'T', Properties: properties } } }, undefined, indentation);
    const found = shown(text, templateRegions(text)('Site', `${keys.join('.')}[${index}].Wanted`));
    expect(JSON.parse(`{${found}}`)).toEqual({ Wanted: wanted });
  }));
});
