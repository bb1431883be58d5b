import { at, isKnown, NEAREST_ORIGIN_SHIELD, Origin, ORIGIN_SHIELD_REGIONS } from '../config';
import { eachOrigin } from './each-origin';
import { regionOf } from './origin-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { behaviorsTo } from './target-origin';
import { oneOf, required } from './values';

/** The Origin Shield of an origin, where it is switched on. */
function shieldOf({ originShield }: Origin): Origin['originShield'] {
  return originShield?.enabled === true ? originShield : undefined;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-shield-region',
    level: 'error',
    spec: ['OTD-085'],
    apiError: 'InvalidArgument',
    says: 'an Origin Shield is in one of the regions with a regional edge cache',
    check: eachOrigin(function* (origin) {
      const shield = shieldOf(origin);
      if (shield === undefined) return;
      yield* required(shield, 'OriginShieldRegion', 'give the region nearest to the origin');
      if (shield.region !== '') yield* oneOf(shield, 'OriginShieldRegion', shield.region, ORIGIN_SHIELD_REGIONS);
    }),
  },
  {
    id: 'origin-shield-distance',
    level: 'warning',
    spec: ['OTD-086'],
    says: 'an Origin Shield is in the region of the origin, or in the one that AWS recommends for it',
    check: eachOrigin(function* (origin, { application }) {
      const shield = shieldOf(origin);
      const region = regionOf(origin, application);
      if (shield === undefined || !isKnown(shield.region) || !isKnown(region)) return;
      const best = ORIGIN_SHIELD_REGIONS.includes(region) ? region : NEAREST_ORIGIN_SHIELD[region];
      if (best === undefined || best === shield.region) return;
      yield { at: at(shield, 'OriginShieldRegion'), got: shield.region, says: `the origin is in ${region}`, fix: `use ${best}` };
    }),
  },
  {
    id: 'origin-shield-grpc',
    level: 'warning',
    spec: ['OTD-091'],
    says: 'gRPC requests go from the edge location to the origin, past the Origin Shield',
    check: eachOrigin(function* (origin, _, site) {
      if (shieldOf(origin) === undefined) return;
      for (const behavior of behaviorsTo(site, origin)) {
        if (behavior.grpc === true) yield { at: at(behavior, 'GrpcConfig'), says: 'the origin of this behavior has an Origin Shield, which gRPC requests go past', fix: 'use an origin without Origin Shield for gRPC' };
      }
    }),
  },
];

/** Rules about Origin Shield: the one cache that asks the origin. */
export const originShieldRules: RuleSet = { distribution };
