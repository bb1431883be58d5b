import { Edge, InvalidationRefused } from '../edge';
import { ControlAnswer, ControlRoutes, refusal } from './control-api';

/** Invalidations of a list, when the caller does not say how many [INV-017]. */
const PAGE = 100;

/**
 * Creating, listing and getting invalidations, and what they would cost.
 *
 * @param isWebDistribution  whether an id is one of a web distribution
 */
export function invalidationRoutes(edge: Pick<Edge, 'invalidate' | 'invalidations'>, isWebDistribution: (id: string) => boolean): ControlRoutes {
  const none = (id: string) => refusal(404, `no web distribution has the id ${id}`);
  return {
    'POST /distributions/*/invalidations': (body, id) => isWebDistribution(id) ? create(edge, id, body) : none(id),
    'GET /distributions/*/invalidations': (query, id) => isWebDistribution(id) ? list(edge, id, query) : none(id),
    'GET /distributions/*/invalidations/*': (_query, id, invalidation) => {
      const found = edge.invalidations.get(id, invalidation);
      return found === undefined ? refusal(404, `the distribution ${id} has no invalidation ${invalidation}`) : { status: 200, body: found };
    },
    'GET /invalidation-usage': () => ({ status: 200, body: edge.invalidations.usage() }),
  };
}

/** `{"paths": […]}`, or the batch that CloudFront's own clients send. */
interface Batch {
  readonly paths?: unknown;
  readonly Paths?: { readonly Quantity?: unknown; readonly Items?: unknown };
  readonly CallerReference?: unknown;
}

function create(edge: Pick<Edge, 'invalidate'>, id: string, body: unknown): ControlAnswer {
  const { paths, Paths, CallerReference } = (body ?? {}) as Batch;
  const items = paths ?? Paths?.Items;
  if (!isListOfPaths(items)) return refusal(400, 'expected {"paths": ["/path", …]}, each path beginning with a slash, each cache tag with #');
  if (Paths?.Quantity !== undefined && Paths.Quantity !== items.length) {
    return refusal(400, `InconsistentQuantities: Quantity is ${String(Paths.Quantity)}, but there are ${items.length} paths`);
  }
  if (Paths !== undefined && typeof CallerReference !== 'string') return refusal(400, 'expected a CallerReference, which tells this invalidation from others');
  try {
    return { status: 201, body: edge.invalidate(id, items, typeof CallerReference === 'string' ? CallerReference : undefined) };
  } catch (error) {
    if (error instanceof InvalidationRefused) return refusal(400, `${error.code}: ${error.message}`);
    throw error;
  }
}

function list({ invalidations }: Pick<Edge, 'invalidations'>, id: string, query: unknown): ControlAnswer {
  const { marker, maxItems = String(PAGE) } = query as { readonly marker?: string; readonly maxItems?: string };
  if (!/^[1-9]\d*$/.test(maxItems)) return refusal(400, `maxItems is a number from 1 on, not ${maxItems}`);
  const all = invalidations.list(id);
  const start = marker === undefined ? 0 : all.findIndex((invalidation) => invalidation.id === marker) + 1;
  const items = all.slice(start, start + Number(maxItems)).map(({ id: invalidation, createTime, status }) => ({ id: invalidation, createTime, status }));
  const isTruncated = start + items.length < all.length;
  return { status: 200, body: { items, isTruncated, ...(isTruncated ? { nextMarker: items[items.length - 1].id } : {}) } };
}

function isListOfPaths(paths: unknown): paths is string[] {
  return Array.isArray(paths) && paths.length > 0 && paths.every((path) => typeof path === 'string' && /^[/#]/.test(path));
}
