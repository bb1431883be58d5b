import { EDGE_LOCATIONS, kilometres, REGIONAL_EDGE_CACHES } from '../config';

/** By the code of an edge location, or the name of a shield. */
const REGIONS = new Map(REGIONAL_EDGE_CACHES.map(({ region }) => [region, region]));

/** The Region of the regional edge cache that is nearest to an edge location; that of a shield is its own. */
export function regionOf(edgeLocation: string): string {
  const code = REGIONS.has(edgeLocation) ? edgeLocation : edgeLocation.slice(0, 3);
  let region = REGIONS.get(code);
  if (region === undefined) {
    const place = EDGE_LOCATIONS.find((candidate) => candidate.code === code) ?? EDGE_LOCATIONS[0];
    const distances = REGIONAL_EDGE_CACHES.map((cache) => ({ ...cache, distance: kilometres(place.latitude, place.longitude, cache.latitude, cache.longitude) }));
    region = distances.sort((one, other) => one.distance - other.distance)[0].region;
    REGIONS.set(code, region);
  }
  return region;
}
