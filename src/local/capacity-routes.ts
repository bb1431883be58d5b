import { ControlRoutes, refusal } from './control-api';
import { CAPACITIES, Capacity, Edge } from '../edge';

/** Asking whether the edge can serve requests, and saying so [DTD-231]. */
export function capacityRoutes(edge: Pick<Edge, 'capacity'>): ControlRoutes {
  return {
    'GET /capacity': () => ({ status: 200, body: { state: edge.capacity } }),
    'POST /capacity': (body) => {
      const { state } = (body ?? {}) as { readonly state?: unknown };
      if (!isCapacity(state)) return refusal(400, `expected {"state": …} with one of ${CAPACITIES.join(', ')}`);
      edge.capacity = state;
      return { status: 200, body: { state } };
    },
  };
}

function isCapacity(state: unknown): state is Capacity {
  return (CAPACITIES as readonly unknown[]).includes(state);
}
