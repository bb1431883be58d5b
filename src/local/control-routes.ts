import { Application } from '../config';
import { Edge } from '../edge';
import { Monitoring } from '../records';
import { capacityRoutes } from './capacity-routes';
import { ControlRoutes, refusal } from './control-api';
import { describeDistribution } from './distribution-description';
import { functionThrottlingRoutes } from './function-throttling-routes';
import { invalidationRoutes } from './invalidation-routes';
import { keyValueStoreRoutes } from './key-value-store-routes';
import { ReadyEvent } from './ready-event';
import { reportRoutes } from './report-routes';
import { checkRoot } from './root-check';

/**
 * The operations of the control API.
 *
 * @param promote gives a distribution what its staging distribution tries out; false when there is none
 */
export function controlRoutes(
  edge: Pick<Edge, 'invalidate' | 'invalidations' | 'handle' | 'status' | 'lastModified' | 'capacity' | 'activeKeyPairs' | 'keyValueStores' | 'dns' | 'functionThrottling'>, application: () => Application,
  ready: () => ReadyEvent, promote: (id: string) => Promise<boolean>, monitoring: Monitoring,
): ControlRoutes {
  const isWebDistribution = (id: string) => ready().distributions.some((distribution) => distribution.id === id && distribution.kind === 'web');
  return {
    'GET /distributions': () => ({ status: 200, body: ready() }),
    'POST /distributions/*/promotion': async (_body, id) => {
      if (!isWebDistribution(id)) return refusal(404, `no web distribution has the id ${id}`);
      return await promote(id) ? { status: 200, body: {} } : refusal(409, `the distribution ${id} has no continuous deployment under way`);
    },
    'GET /distributions/*': (_query, id) => {
      const described = describeDistribution(application(), edge, id);
      return described === undefined ? refusal(404, `no distribution has the id ${id}`) : { status: 200, body: described };
    },
    'GET /distributions/*/root': async (_query, id) => {
      const distribution = application().distributions.find((candidate) => candidate.id === id);
      return distribution === undefined ? refusal(404, `no web distribution has the id ${id}`) : { status: 200, body: await checkRoot(distribution, edge) };
    },
    ...capacityRoutes(edge),
    ...functionThrottlingRoutes(edge),
    ...keyValueStoreRoutes(edge.keyValueStores),
    ...reportRoutes(monitoring),
    ...invalidationRoutes(edge, isWebDistribution),
  };
}
