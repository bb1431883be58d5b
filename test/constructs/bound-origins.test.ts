import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { IOrigin, OriginSelectionCriteria, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, OriginGroup, S3BucketOrigin, VpcOrigin as TheirVpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { bucketPolicyStatements, configOf, errors, newSite, newStack } from './site';
import { Origins } from '../../src';
import { edgeMatchers, EdgeHarness } from '../../src/testing';

expect.extend(edgeMatchers);

const A = Origins.custom('a.example.com', { originId: 'A' });
const B = Origins.custom('b.example.com', { originId: 'B' });

let stack: Stack;
beforeEach(() => { stack = newStack(); });

/** The origin that each behavior leads to, the default behavior's first. */
function targets(): unknown[] {
  const { DefaultCacheBehavior, CacheBehaviors = [] } = configOf(stack);
  return [DefaultCacheBehavior, ...CacheBehaviors].map(({ TargetOriginId }) => TargetOriginId);
}

function originIds(): unknown[] {
  return configOf(stack).Origins.map(({ Id }: { Id: unknown }) => Id);
}

test('origins are numbered in the order in which behaviors name them', () => {
  const [first, second] = [Origins.custom('a.example.com'), Origins.s3Bucket(new Bucket(stack, 'Bucket'))];
  newSite(stack, { defaultBehavior: { origin: first }, behaviors: [{ pathPattern: '/images/*', origin: second }] });
  expect(originIds()).toEqual(['Origin1', 'Origin2']);
  expect(targets()).toEqual(['Origin1', 'Origin2']);
  expect(errors(stack)).toEqual([]);
});

test('an S3 origin and a custom origin stand beside each other, each with its own configuration [WEB-003]', () => {
  newSite(stack, { defaultBehavior: { origin: A }, behaviors: [{ pathPattern: '/images/*', origin: Origins.s3Bucket(new Bucket(stack, 'Bucket')) }] });
  const [custom, s3] = configOf(stack).Origins;
  expect([custom.S3OriginConfig, s3.CustomOriginConfig]).toEqual([undefined, undefined]);
  expect([custom.CustomOriginConfig, s3.S3OriginConfig]).toEqual([expect.objectContaining({ OriginProtocolPolicy: 'https-only' }), { OriginAccessIdentity: '' }]);
  expect(errors(stack)).toEqual([]);
});

test('an origin that behaviors share is one origin', () => {
  newSite(stack, { defaultBehavior: { origin: A }, behaviors: [{ pathPattern: '/a/*', origin: A }] });
  expect(originIds()).toEqual(['A']);
  expect(targets()).toEqual(['A', 'A']);
});

test('an origin can be used in several distributions', () => {
  for (const each of [stack, newStack()]) {
    newSite(each, { defaultBehavior: { origin: A } });
    expect(configOf(each).Origins).toMatchObject([{ Id: 'A', DomainName: 'a.example.com' }]);
  }
});

describe('a group', () => {
  test('minimal example: its members are in the order given, and the usual failures switch over [ORG-061]', () => {
    newSite(stack, { defaultBehavior: { origin: Origins.group(A, B) } });
    expect(configOf(stack).OriginGroups).toEqual({
      Quantity: 1,
      Items: [{
        Id: 'OriginGroup1',
        Members: { Quantity: 2, Items: [{ OriginId: 'A' }, { OriginId: 'B' }] },
        FailoverCriteria: { StatusCodes: { Quantity: 4, Items: [500, 502, 503, 504] } },
      }],
    });
    expect(targets()).toEqual(['OriginGroup1']);
    expect(errors(stack)).toEqual([]);
  });

  test('maximum example', () => {
    const origin = Origins.group(A, B, { originGroupId: 'g', failoverStatusCodes: [404], selectionCriteria: OriginSelectionCriteria.DEFAULT });
    newSite(stack, { defaultBehavior: { origin } });
    expect(configOf(stack).OriginGroups.Items).toMatchObject([{ Id: 'g', FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [404] } }, SelectionCriteria: 'default' }]);
    expect(targets()).toEqual(['g']);
    expect(errors(stack)).toEqual([]);
  });

  test('the second origin answers when the first fails [ORG-061]', async () => {
    newSite(stack, { defaultBehavior: { origin: Origins.group(A, B, { failoverStatusCodes: [500] }) } });
    const edge = await EdgeHarness.fromStack(stack, { origins: { A: ({ path }) => (path === '/up' ? 'first' : { status: 500 }), B: () => 'second' } });
    expect((await edge.get('/up')).text()).toBe('first');
    expect((await edge.get('/down')).text()).toBe('second');
  });

  test('its members can be asked by other behaviors too, and be members of several groups', () => {
    newSite(stack, {
      defaultBehavior: { origin: Origins.group(A, B) },
      behaviors: [{ pathPattern: '/a/*', origin: A }, { pathPattern: '/back/*', origin: Origins.group(B, A, { failoverStatusCodes: [503] }) }],
    });
    expect(originIds()).toEqual(['A', 'B']);
    expect(targets()).toEqual(['OriginGroup1', 'A', 'OriginGroup2']);
    expect(errors(stack)).toEqual([]);
  });

  test('throws on a group that is a member of another', () => {
    expect(() => newSite(stack, { defaultBehavior: { origin: Origins.group(Origins.group(A, B), B) } }))
      .toThrow('Stack/Site: an origin group is a member of another; give each group two single origins.');
  });
});

describe('origins of aws-cdk-lib', () => {
  test('a bucket with origin access control lets this distribution in', () => {
    newSite(stack, { defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Bucket')) } });
    expect(configOf(stack).Origins).toMatchObject([{ Id: 'Origin1', OriginAccessControlId: expect.anything() }]);
    expect(JSON.stringify(bucketPolicyStatements(stack))).toContain('SiteE53D7754');
    expect(errors(stack)).toEqual([]);
  });

  test('a VPC origin, whose server gets its own name as Host [OTD-105]', async () => {
    const vpcOrigin = VpcOrigin.fromVpcOriginId(stack, 'Vpc', 'vo_1');
    newSite(stack, { defaultBehavior: { origin: TheirVpcOrigin.withVpcOrigin(vpcOrigin, { domainName: 'ip-10-0-0-5.ec2.internal', originId: 'private' }) } });
    expect(configOf(stack).Origins).toMatchObject([{ DomainName: 'ip-10-0-0-5.ec2.internal', VpcOriginConfig: { VpcOriginId: 'vo_1' } }]);
    expect(errors(stack)).toEqual([]);
    const edge = await EdgeHarness.fromStack(stack, { origins: { private: ({ headers }) => headers.get('host') ?? 'none' } });
    expect((await edge.get('/')).text()).toBe('ip-10-0-0-5.ec2.internal');
  });

  test('a group, and one with an origin of this package', () => {
    newSite(stack, {
      defaultBehavior: { origin: new OriginGroup({ primaryOrigin: new HttpOrigin('c.example.com'), fallbackOrigin: A, fallbackStatusCodes: [404] }) },
      behaviors: [{ pathPattern: '/mixed/*', origin: Origins.group(A, new HttpOrigin('d.example.com')) }],
    });
    expect(originIds()).toEqual(['Origin1', 'A', 'Origin3']);
    expect(targets()).toEqual(['OriginGroup1', 'OriginGroup2']);
    expect(configOf(stack).OriginGroups.Items[0].FailoverCriteria).toEqual({ StatusCodes: { Quantity: 1, Items: [404] } });
  });

  test('a group of this package is taken by a group of theirs', () => {
    const primaryOrigin = new HttpOrigin('c.example.com');
    expect(() => newSite(stack, { defaultBehavior: { origin: new OriginGroup({ primaryOrigin, fallbackOrigin: Origins.group(A, B) }) } })).toThrow('is a member of another');
  });
});

test('throws on an origin that has no properties', () => {
  const origin: IOrigin = { bind: () => ({}) };
  expect(() => newSite(stack, { defaultBehavior: { origin } })).toThrow('Stack/Site/Origin1: the origin has no properties; give an IOrigin whose bind returns originProperty.');
});

test('ids may be tokens, and what is bound stays reachable by the L1', () => {
  const originId = Lazy.string({ produce: () => 'late' });
  const site = newSite(stack, { defaultBehavior: { origin: Origins.custom('a.example.com', { originId }) } });
  (site.node.defaultChild as CfnResource).addPropertyOverride('DistributionConfig.Origins.0.ConnectionAttempts', 1);
  expect(configOf(stack).Origins[0]).toMatchObject({ Id: 'late', ConnectionAttempts: 1 });
  expect(targets()).toEqual(['late']);
});
