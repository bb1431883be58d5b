import { Edge } from '../edge';
import { ControlRoutes, refusal } from './control-api';
import { ReadyEvent } from './ready-event';

/** The operations of the control API. */
export function controlRoutes(edge: Pick<Edge, 'invalidate' | 'promote'>, ready: () => ReadyEvent): ControlRoutes {
  const isWebDistribution = (id: string) => ready().distributions.some((distribution) => distribution.id === id && distribution.kind === 'web');
  return {
    'GET /distributions': () => ({ status: 200, body: ready() }),
    'POST /distributions/*/promotion': (_body, id) => {
      if (!isWebDistribution(id)) return refusal(404, `no web distribution has the id ${id}`);
      return edge.promote(id) ? { status: 200, body: {} } : refusal(409, `the distribution ${id} has no continuous deployment under way`);
    },
    'POST /distributions/*/invalidations': (body, id) => {
      if (!isWebDistribution(id)) return refusal(404, `no web distribution has the id ${id}`);
      const paths = (body as { paths?: unknown } | null)?.paths;
      if (!isListOfPaths(paths)) return refusal(400, 'expected {"paths": ["/path", …]}, each path beginning with a slash');
      return { status: 201, body: edge.invalidate(id, paths) };
    },
  };
}

function isListOfPaths(paths: unknown): paths is string[] {
  return Array.isArray(paths) && paths.length > 0 && paths.every((path) => typeof path === 'string' && path.startsWith('/'));
}
