import { checkDistribution, ruleTest } from './rule-test';
import { COUNTRIES } from '../../src/config';

const geo = (RestrictionType: unknown, Locations: unknown = { Ref: 'AWS::NoValue' }) => ({
  Restrictions: { GeoRestriction: { RestrictionType, Locations } },
});
const cases = { in: 'distribution', at: 'Restrictions.GeoRestriction.Locations' } as const;

ruleTest('geo-restriction-type [GEO-001] [DTD-144]', {
  ...cases, at: 'Restrictions.GeoRestriction.RestrictionType', rejects: [geo('allowlist', ['DE'])], accepts: [geo('none'), geo('whitelist', ['DE']), geo('blacklist', ['DE'])],
});
ruleTest('geo-locations-missing [GEO-003] [DTD-144]', {
  ...cases, rejects: [geo('whitelist'), geo('blacklist', [])], accepts: [geo('whitelist', ['DE']), geo('blacklist', { Ref: 'Unknown' })],
});
ruleTest('geo-locations-without-restriction [GEO-004] [DTD-144]', { ...cases, rejects: [geo('none', ['DE'])], accepts: [geo('none'), geo('none', [])] });
ruleTest('geo-location [GEO-005] [GEO-006] [DTD-145]', {
  ...cases,
  at: 'Restrictions.GeoRestriction.Locations[0]',
  rejects: [geo('whitelist', ['UK']), geo('whitelist', ['de']), geo('whitelist', ['DEU']), geo('whitelist', ['XX'])],
  accepts: [geo('whitelist', ['GB', 'DE']), geo('whitelist', [{ Ref: 'Unknown' }])],
  message: /write GB|write DE|look the code up/,
});
test.each([
  ['UK', 'write GB'], ['de', 'write DE'], ['uk', 'write GB'], ['xx', expect.stringContaining('look the code up')],
])('what is meant by %s is told: %s [GEO-006]', (code, fix) => {
  expect(checkDistribution(geo('whitelist', [code])).filter(({ rule }) => rule === 'geo-location').map((finding) => finding.fix.toLowerCase())).toEqual([typeof fix === 'string' ? fix.toLowerCase() : fix]);
});
ruleTest('geo-location [GEO-034]', {
  ...cases,
  at: 'Restrictions.GeoRestriction.Locations[0]',
  rejects: ['Berlin', '10115', 'DE-BE', '52.5,13.4'].map((place) => geo('whitelist', [place])),
  accepts: [geo('whitelist', ['DE'])],
  message: /city, region or postal code, use a geolocation service with signed URLs/,
});
ruleTest('geo-location-repeated [GEO-007]', {
  ...cases, at: 'Restrictions.GeoRestriction.Locations[1]', rejects: [geo('whitelist', ['DE', 'DE'])], accepts: [geo('whitelist', ['DE', 'FR'])],
});
ruleTest('geo-all-countries [GEO-009]', { ...cases, rejects: [geo('blacklist', [...COUNTRIES])], accepts: [geo('blacklist', COUNTRIES.slice(2))] });

const page = (type: string, ErrorCode: unknown, ResponseCode: unknown, ResponsePagePath: unknown = '/sorry.html') => ({ ...geo(type, type === 'none' ? [] : ['DE']), CustomErrorResponses: [{ ErrorCode, ResponseCode, ResponsePagePath }] });
ruleTest('geo-error-page [GEO-030]', {
  in: 'distribution',
  at: 'CustomErrorResponses[0].ErrorCode',
  rejects: [page('whitelist', 403, 403), page('blacklist', 403, 200)],
  accepts: [page('whitelist', 404, 404), page('none', 403, 403), { ...geo('whitelist', ['DE']), CustomErrorResponses: [{ ErrorCode: 403, ErrorCachingMinTTL: 5 }] }],
  message: /word the page for both|blocked viewer is told so/,
});
test.each([[403, /word the page for both/i], [200, /answer with 403/i]])('a page with %i for blocked viewers and others: %s [GEO-030]', (code, fix) => {
  expect(checkDistribution(page('whitelist', 403, code)).find(({ rule }) => rule === 'geo-error-page')?.fix).toMatch(fix);
});

test('there are the 249 countries of ISO 3166-1, and Kosovo', () => expect(new Set(COUNTRIES).size).toBe(250));
