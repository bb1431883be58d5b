import { ruleTest } from './rule-test';

const only = (PriceClass: unknown, ...Locations: unknown[]) => ({ PriceClass, Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations } } });

ruleTest('price-class-countries [DST-144]', {
  in: 'distribution',
  at: 'PriceClass',
  rejects: [only('PriceClass_100', 'AU'), only('PriceClass_200', 'AU'), only('PriceClass_100', 'DE', 'JP', 'BR')],
  accepts: [
    only('PriceClass_All', 'AU'),
    only('PriceClass_100', 'US', 'CA', 'DE', 'GB', 'MX'),
    only('PriceClass_200', 'JP', 'IN', 'ZA', 'AE'),
    only('PriceClass_100', { Ref: 'Unknown' }),
    { PriceClass: 'PriceClass_100' },
    { PriceClass: 'PriceClass_100', Restrictions: { GeoRestriction: { RestrictionType: 'blacklist', Locations: ['AU'] } } },
  ],
  message: /Viewers in (AU|JP, BR), .*PriceClass_All/,
});
ruleTest('price-class-countries [DST-144]', { in: 'distribution', at: 'PriceClass', edition: '2014-10-21', rejects: [only('PriceClass_200', 'ZA')], accepts: [only('PriceClass_200', 'JP')] });
