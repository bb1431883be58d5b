import { EDGE_LOCATIONS, isKnown, kilometres, REGIONAL_EDGE_CACHES } from '../../config';
import type { Exchange } from '../exchange';
import { Surroundings } from './realm/runner';

/** Addresses of documentation: servers of the local edge have none of their own. */
const SERVER_IP = '192.0.2.1';

/** The parts that all events have [FUN-044, FUN-045, FUN-046]. */
export function eventContext({ distribution, requestId, request }: Exchange, eventType: string): object {
  const { config, tenant, endpoint } = distribution!;
  const name = tenant === undefined ? { distributionDomainName: config.domainName } : { endpoint };
  return { version: '1.0', context: { ...name, distributionId: config.id, eventType, requestId }, viewer: { ip: request.ip } };
}

/** What helper methods know of a request [FUN-107 to FUN-109]. */
export function surroundingsOf({ now, distribution, location, request, query }: Exchange, eventType: string): Surroundings {
  const tenant = distribution!.tenant;
  return {
    now,
    eventType,
    rawQueryString: request.url.includes('?') ? query : undefined,
    edgeLocation: eventType === 'viewer-request' ? { name: location.name.slice(0, 3), serverIp: SERVER_IP, region: regionOf(location.name) } : undefined,
    distributionTenant: tenant && {
      id: tenant.id,
      parameters: Object.fromEntries(tenant.parameters.flatMap(({ name, value }) => (isKnown(name) && isKnown(value) ? [[name, value]] : []))),
    },
  };
}

const REGIONS = new Map<string, string>();

/** The Region of the regional edge cache that is nearest to an edge location. */
function regionOf(edgeLocation: string): string {
  const code = edgeLocation.slice(0, 3);
  let region = REGIONS.get(code);
  if (region === undefined) {
    const place = EDGE_LOCATIONS.find((candidate) => candidate.code === code) ?? EDGE_LOCATIONS[0];
    const distances = REGIONAL_EDGE_CACHES.map(({ latitude, longitude }) => kilometres(place.latitude, place.longitude, latitude, longitude));
    region = REGIONAL_EDGE_CACHES[distances.indexOf(Math.min(...distances))].region;
    REGIONS.set(code, region);
  }
  return region;
}
