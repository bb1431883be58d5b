import { BillingRegion, COUNTRY_PLACES, EDGE_LOCATIONS, EdgeLocationPlace, Edition, kilometres, knownOr, PRICE_CLASSES } from '../config';
import type { CompiledDistribution } from './compiled-distribution';
import type { EdgeLocation } from './edge-location';
import { viewerCountry } from './locator/viewer-country';
import { ViewerRequest } from './message';

/** Milliseconds that a viewer's request takes to an edge location and back; undefined when it is not known. */
export type Latency = (request: ViewerRequest, edgeLocation: string) => number | undefined;

/** The networks from which the edge locations of this machine ask origins: its own, as far as an origin is on it [DST-170]. */
export const SOURCE_RANGES: readonly string[] = ['127.0.0.0/8', '::1/128'];

/** The place of an edge location by its name, such as `FRA56-P6`; undefined for a code that CloudFront does not have. */
export function placeOf(edgeLocation: string): EdgeLocationPlace | undefined {
  return EDGE_LOCATIONS.find(({ code }) => code === edgeLocation.slice(0, 3));
}

/**
 * The edge location with the lowest latency for a viewer, among those of the distribution's price class.
 * When there is none in the price class, all are in question, since CloudFront never turns a viewer away for that [DST-141, DST-142].
 * The first one is taken for viewers of whom nothing is known.
 */
export function nearestLocation(
  locations: readonly EdgeLocation[], distribution: CompiledDistribution | undefined, request: ViewerRequest, latency: Latency, edition: Edition,
): EdgeLocation {
  if (locations.length === 1) return locations[0];
  const regions = PRICE_CLASSES[edition][knownOr(distribution?.config.priceClass, 'PriceClass_All')];
  const allowed = regions === undefined ? locations : locations.filter(({ name }) => isIn(regions, name));
  let nearest: EdgeLocation | undefined;
  let lowest = Infinity;
  for (const location of allowed.length > 0 ? allowed : locations) {
    const milliseconds = latency(request, location.name) ?? Infinity;
    if (nearest !== undefined && milliseconds >= lowest) continue;
    nearest = location;
    lowest = milliseconds;
  }
  return nearest!;
}

function isIn(regions: readonly BillingRegion[], edgeLocation: string): boolean {
  const place = placeOf(edgeLocation);
  return place !== undefined && regions.includes(place.region);
}

/** Light in a fibre there and back, per kilometre of the great circle, with a detour. */
const MILLISECONDS_PER_KILOMETRE = 0.015;

/** Latency by distance, from the middle of the viewer's country. */
export function latencyByDistance(countryOf: (ip: string) => string | undefined): Latency {
  return (request, edgeLocation) => {
    const from = COUNTRY_PLACES[viewerCountry(request, countryOf) ?? ''];
    const to = placeOf(edgeLocation);
    if (from === undefined || to === undefined) return undefined;
    return kilometres(from[0], from[1], to.latitude, to.longitude) * MILLISECONDS_PER_KILOMETRE;
  };
}
