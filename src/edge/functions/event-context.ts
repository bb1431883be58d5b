import { isKnown } from '../../config';
import type { Exchange } from '../exchange';
import { regionOf } from '../regional-edge-cache';
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
