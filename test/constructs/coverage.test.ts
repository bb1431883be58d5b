import { Template } from 'aws-cdk-lib/assertions';
import { GOLDEN, goldenStack } from './golden';
import './site';
import * as edge from '../../src';
import { KNOWN_PROPERTIES } from '../../src/template/known-properties';

/** Properties that no prop sets. They are set on the L1, by `addPropertyOverride`, which takes any property. */
const BY_ESCAPE_HATCH: { readonly [type: string]: { readonly [property: string]: string } } = {
  'AWS::CloudFront::Distribution': {
    'DistributionConfig.CNAMEs': 'the older name of Aliases, for distributions of 2010',
    'DistributionConfig.S3Origin': 'the older way to have one origin',
    'DistributionConfig.CustomOrigin': 'the older way to have one origin',
    'DistributionConfig.ConnectionMode': 'for distributions with tenants, for which aws-cdk-lib has L1 constructs alone; direct connections need no mode',
    'DistributionConfig.TenantConfig': 'for distributions with tenants, as ConnectionMode',
    'DistributionConfig.Origins.VpcOriginConfig': 'the VpcOrigin of aws-cdk-lib sets it, which a distribution takes as any other origin',
    'Tags': 'Tags.of(distribution) sets them',
  },
  'AWS::CloudFront::StreamingDistribution': {},
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': {},
};

/** Factories that make nothing of a template. */
const WITHOUT_TEMPLATE = ['Countries.find', 'CloudFrontRules.enable', 'FlashBuilderProject.release'];

/** The paths of all properties of a resource, without the indexes of lists. */
function paths(value: unknown, prefix: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => paths(item, prefix));
  const own = prefix.length === 0 ? [] : [prefix.join('.')];
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...prefix, key]))];
}

/** One name for the properties of the default behavior and of the others, which are made by one function. */
function ofAnyBehavior(property: string): string {
  return property.replace('.CacheBehaviors.', '.DefaultCacheBehavior.');
}

const TEMPLATES = Object.keys(GOLDEN).map((name) => Template.fromStack(goldenStack(name).stack));

function emitted(type: string): ReadonlySet<string> {
  const resources = TEMPLATES.flatMap((template) => Object.values(template.findResources(type)));
  return new Set(resources.flatMap(({ Properties }) => paths(Properties).map(ofAnyBehavior)));
}

describe.each(Object.keys(BY_ESCAPE_HATCH))('%s', (type) => {
  const hatches = Object.keys(BY_ESCAPE_HATCH[type]);
  const isByHatch = (property: string) => hatches.some((hatch) => property === hatch || property.startsWith(`${hatch}.`));

  test('each property that aws-cdk-lib knows is set by a prop, or stands in the list of those that are not', () => {
    const ours = emitted(type);
    expect(KNOWN_PROPERTIES[type].filter((property) => !ours.has(ofAnyBehavior(property)) && !isByHatch(property))).toEqual([]);
  });

  test('what is in that list is known, and has no prop', () => {
    const ours = emitted(type);
    expect(hatches.filter((hatch) => !KNOWN_PROPERTIES[type].includes(hatch))).toEqual([]);
    expect(hatches.filter((hatch) => ours.has(hatch) && hatch !== 'Tags')).toEqual([]);
  });
});

test('every static factory is used by a golden template, so that CDK\'s validator and the tests of determinism see it', () => {
  const factories = Object.entries(edge).flatMap(([name, exported]) => {
    if (typeof exported !== 'function') return [];
    return Object.getOwnPropertyNames(exported)
      .filter((method) => typeof (exported as any)[method] === 'function' && method !== 'constructor')
      .map((method) => ({ name: `${name}.${method}`, spy: jest.spyOn(exported as any, method) }));
  });
  for (const name of Object.keys(GOLDEN)) goldenStack(name);
  expect(factories.length).toBeGreaterThan(20);
  expect(factories.filter(({ name, spy }) => spy.mock.calls.length === 0 && !WITHOUT_TEMPLATE.includes(name)).map(({ name }) => name)).toEqual([]);
});
