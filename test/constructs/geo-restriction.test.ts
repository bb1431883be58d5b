import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { configOf, errors, newSite, newStack } from './site';
import { GeoRestriction } from '../../src';
import { EdgeHarness } from '../../src/testing';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

test('minimal example: without restriction nothing is emitted, and viewers in all countries get the content [WEB-229] [GEO-002]', async () => {
  newSite(stack);
  expect(configOf(stack)).not.toHaveProperty('Restrictions');
  const edge = await EdgeHarness.fromStack(stack, { origins: { www: () => 'film' } });
  expect((await edge.get('/film', { from: 'LI' })).status).toBe(200);
});

test('a new distribution has its restriction and its error pages in its first template [GEO-014] [WEB-216]', () => {
  newSite(stack, { geoRestriction: GeoRestriction.allowlist('LI'), errorResponses: [{ httpStatus: 403, responsePagePath: '/abroad.html' }] });
  expect(configOf(stack)).toMatchObject({
    Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['LI'] } },
    CustomErrorResponses: [{ ErrorCode: 403, ResponsePagePath: '/abroad.html', ResponseCode: 403 }],
  });
});

test.each([
  ['an allowlist', GeoRestriction.allowlist('US', 'CA'), { RestrictionType: 'whitelist', Locations: ['US', 'CA'] }],
  ['a denylist', GeoRestriction.denylist('KP'), { RestrictionType: 'blacklist', Locations: ['KP'] }],
  ['none', GeoRestriction.none(), { RestrictionType: 'none' }],
])('%s is emitted as written and accepted [DST-067]', (_name, geoRestriction, emitted) => {
  newSite(stack, { geoRestriction });
  expect(configOf(stack).Restrictions).toEqual({ GeoRestriction: emitted });
  expect(errors(stack)).toEqual([]);
});

test('a type that CloudFront does not know, or an empty list, is found [DST-067]', () => {
  const site = newSite(stack, { geoRestriction: GeoRestriction.allowlist('US') });
  (site.node.defaultChild as CfnDistribution).addPropertyOverride('DistributionConfig.Restrictions.GeoRestriction.RestrictionType', 'allowlist');
  expect(errors(stack)).toContain('geo-restriction-type');
  const empty = newStack();
  newSite(empty, { geoRestriction: GeoRestriction.allowlist() });
  expect(errors(empty)).toContain('geo-locations-missing');
});

test('countries may be tokens', () => {
  const countries = new CfnParameter(stack, 'Countries', { type: 'CommaDelimitedList' });
  newSite(stack, { geoRestriction: GeoRestriction.allowlist(Fn.select(0, countries.valueAsList)) });
  expect(configOf(stack).Restrictions.GeoRestriction.Locations).toEqual([{ 'Fn::Select': [0, { Ref: 'Countries' }] }]);
  expect(errors(stack)).toEqual([]);
});
