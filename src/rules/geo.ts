import { at, COUNTRIES, isKnown, knownItems } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { oneOf, repetitions } from './values';

const SIMILAR: { readonly [code: string]: string } = { UK: 'GB', EL: 'GR' };

const NO_COUNTRY = 'look the code up in ISO 3166-1; to restrict by city, region or postal code, use a geolocation service with signed URLs';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'geo-restriction-type',
    level: 'error',
    spec: ['GEO-001', 'DTD-144'],
    apiError: 'InvalidGeoRestrictionParameter',
    says: 'viewers are restricted by a whitelist, by a blacklist, or not at all',
    check: ({ geoRestriction }, { facts }) => oneOf(geoRestriction, 'RestrictionType', geoRestriction.type, facts.allowed.geoRestrictionTypes),
  },
  {
    id: 'geo-locations-missing',
    level: 'error',
    spec: ['GEO-003', 'DTD-144'],
    apiError: 'InvalidGeoRestrictionParameter',
    says: 'a whitelist or blacklist names at least one country',
    *check({ geoRestriction: geo }) {
      if (['whitelist', 'blacklist'].includes(String(geo.type)) && isKnown(geo.locations) && geo.locations.length === 0) {
        yield { at: at(geo, 'Locations'), fix: 'name the countries, or use the type none' };
      }
    },
  },
  {
    id: 'geo-locations-without-restriction',
    level: 'error',
    spec: ['GEO-004', 'DTD-144'],
    apiError: 'InvalidGeoRestrictionParameter',
    says: 'the type none goes without countries',
    *check({ geoRestriction: geo }) {
      if (geo.type === 'none' && isKnown(geo.locations) && geo.locations.length > 0) {
        yield { at: at(geo, 'Locations'), got: geo.locations, fix: 'use the type whitelist or blacklist, or remove the countries' };
      }
    },
  },
  {
    id: 'geo-location',
    level: 'error',
    spec: ['GEO-005', 'GEO-006', 'GEO-034', 'DTD-145'],
    apiError: 'InvalidGeoRestrictionParameter',
    says: 'a country is given by its ISO 3166-1 alpha-2 code, in capitals',
    *check({ geoRestriction: geo }) {
      for (const [i, code] of isKnown(geo.locations) ? geo.locations.entries() : []) {
        if (!isKnown(code) || COUNTRIES.includes(code)) continue;
        const meant = SIMILAR[code.toUpperCase()] ?? (COUNTRIES.includes(code.toUpperCase()) ? code.toUpperCase() : undefined);
        yield { at: at(geo, `Locations[${i}]`), got: code, limit: 'a code such as DE', fix: meant === undefined ? NO_COUNTRY : `write ${meant}` };
      }
    },
  },
  {
    id: 'geo-location-repeated',
    level: 'error',
    spec: ['GEO-007'],
    apiError: 'InvalidGeoRestrictionParameter',
    says: 'a country is listed once',
    *check({ geoRestriction: geo }) {
      if (!isKnown(geo.locations) || !geo.locations.every(isKnown)) return;
      for (const { index, item } of repetitions(geo.locations)) yield { at: at(geo, `Locations[${index}]`), got: item, fix: 'keep one of them' };
    },
  },
  {
    id: 'geo-all-countries',
    level: 'warning',
    spec: ['GEO-009'],
    says: 'a list of all countries lets in, or keeps out, everybody',
    *check({ geoRestriction: geo }) {
      const listed = new Set(knownItems(geo.locations));
      if (COUNTRIES.every((code) => code === 'XK' || listed.has(code))) yield { at: at(geo, 'Locations'), says: `the ${geo.type} has every country`, fix: 'list the countries that are meant' };
    },
  },
  {
    id: 'geo-error-page',
    level: 'info',
    spec: ['GEO-030'],
    says: 'viewers in other countries get the custom error page for 403, as do all others who get a 403 from the origin',
    *check({ geoRestriction, customErrorResponses }) {
      if (geoRestriction.type !== 'whitelist' && geoRestriction.type !== 'blacklist') return;
      for (const page of customErrorResponses) {
        if (page.errorCode !== 403 || !isKnown(page.responsePagePath)) continue;
        yield { at: at(page, 'ErrorCode'), got: 403, fix: page.responseCode === 200 ? 'answer with 403, so that a blocked viewer is told so' : 'word the page for both' };
      }
    },
  },
];

/** Rules about which viewers may have the content, by country. */
export const geoRules: RuleSet = { distribution };
