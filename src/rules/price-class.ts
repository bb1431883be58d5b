import { at, COUNTRY_PLACES, EDGE_LOCATIONS, EdgeLocationPlace, isKnown, kilometres, knownItems, PRICE_CLASSES } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

/** How much farther than the nearest edge location of all counts as far, in kilometres. */
const FAR = 1_000;

/** The distance from a country to the nearest of some edge locations, in kilometres; 0 for a country without a place. */
function distance(country: string, locations: readonly EdgeLocationPlace[]): number {
  const from = COUNTRY_PLACES[country];
  return from === undefined ? 0 : Math.min(...locations.map(({ latitude, longitude }) => kilometres(from[0], from[1], latitude, longitude)));
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'price-class-countries',
    level: 'warning',
    spec: ['DST-144'],
    says: 'the price class has edge locations near the viewers that the distribution is for',
    *check(site, { facts }) {
      const regions = isKnown(site.priceClass) ? PRICE_CLASSES[facts.edition][site.priceClass] : undefined;
      if (regions === undefined || site.geoRestriction.type !== 'whitelist') return;
      const served = EDGE_LOCATIONS.filter(({ region }) => regions.includes(region));
      const far = knownItems(site.geoRestriction.locations).filter((country) => distance(country, served) > distance(country, EDGE_LOCATIONS) + FAR);
      if (far.length === 0) return;
      const says = `viewers in ${far.join(', ')}, for whom the distribution is, are far from the edge locations of this class`;
      yield { at: at(site, 'PriceClass'), got: site.priceClass, says, fix: 'use PriceClass_All, unless they may wait' };
    },
  },
];

/** Rules about price classes. */
export const priceClassRules: RuleSet = { distribution };
