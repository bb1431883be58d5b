import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { KNOWN_PROPERTIES } from '../../src/template/known-properties';

/** How aws-cdk-lib's resource classes write their properties: one function for each resource and each kind of part, by its name. */
const WRITERS = writers();

function writers(): ReadonlyMap<string, string> {
  const source = readFileSync(join(dirname(require.resolve('aws-cdk-lib/package.json')), 'aws-cloudfront', 'lib', 'cloudfront.generated.js'), 'utf8');
  const functions = source.matchAll(/function (convertCfn\w+ToCloudFormation)\(properties\)\{return cdk\(\)\.canInspect\(properties\)\?\(\w+\(properties\)\.assertSuccess\(\),\{(.*?)\}\):properties\}/g);
  return new Map([...functions].map(([, name, body]) => [name, body]));
}

/** The paths of all properties that a writer writes, those of its parts included. */
function pathsOf(writer: string): string[] {
  const properties = WRITERS.get(writer)!.split(/,(?="?[A-Z]\w*"?:)/).map((text) => /^"?(\w+)"?:(.*)$/.exec(text)!);
  return properties.flatMap(([, name, value]) => {
    const inner = /convertCfn\w+ToCloudFormation/.exec(value)?.[0];
    return [name, ...(inner === undefined ? [] : pathsOf(inner).map((path) => `${name}.${path}`))];
  });
}

const RESOURCES = [...WRITERS.keys()].flatMap((writer) => {
  const type = /^convertCfn(\w+)PropsToCloudFormation$/.exec(writer)?.[1];
  return type === undefined ? [] : [[`AWS::CloudFront::${type}`, writer] as const];
});

test('aws-cdk-lib has writers of CloudFront resources', () => {
  expect(RESOURCES.length).toBeGreaterThan(15);
  expect(pathsOf('convertCfnDistributionPropsToCloudFormation')).toContain('DistributionConfig.CacheBehaviors.ForwardedValues.Cookies.WhitelistedNames');
});

test.each(RESOURCES)('every property of %s that aws-cdk-lib writes is known, and no other', (type, writer) => {
  expect([...KNOWN_PROPERTIES[type]].sort()).toEqual([...new Set(pathsOf(writer))].sort());
});
