import { Account, storedOf } from './account';
import { ApiError } from './api-error';
import { WEB } from './distribution-kind';
import { list, readElements, text } from './element';
import { Operations } from './operations';
import { page } from './page';
import { parseXml, XmlElements } from './xml';
import { InvalidationRefused, Invalidation } from '../../edge';

const BATCH = [list('Paths', 'Path', 'text', { required: true }), text('CallerReference', { required: true })];

/** Creating, listing and getting the invalidations of web distributions [INV-012]. */
export function invalidationOperations(account: Account): Operations {
  const requireDistribution = (id: string) => {
    if (!storedOf(account.newest, WEB.type).some((stored) => stored.id === id)) throw new ApiError('NoSuchDistribution', `there is no web distribution ${id}`);
  };
  return {
    'POST distribution/*/invalidation': ({ body }, id) => {
      requireDistribution(id);
      const { Paths = [], CallerReference } = readElements(parseXml(body, 'InvalidationBatch'), BATCH) as { Paths?: readonly string[]; CallerReference: string };
      const invalidation = invalidate(account, id, Paths, CallerReference);
      return { status: 201, location: `distribution/${id}/invalidation/${invalidation.id}`, document: ['Invalidation', details(invalidation)] };
    },
    'GET distribution/*/invalidation': ({ query }, id) => {
      requireDistribution(id);
      return { status: 200, document: ['InvalidationList', page(account.edge.invalidations.list(id), query, 'InvalidationSummary', summary)] };
    },
    'GET distribution/*/invalidation/*': (_request, id, invalidationId) => {
      requireDistribution(id);
      const found = account.edge.invalidations.get(id, invalidationId);
      if (found === undefined) throw new ApiError('NoSuchInvalidation', `the distribution ${id} has no invalidation ${invalidationId}`);
      return { status: 200, document: ['Invalidation', details(found)] };
    },
  };
}

function invalidate({ edge }: Account, id: string, paths: readonly string[], callerReference: string): Invalidation {
  if (paths.length === 0) throw new ApiError('InvalidArgument', 'an invalidation has at least one path');
  const wrong = paths.find((path) => !/^[/#]/.test(path));
  if (wrong !== undefined) throw new ApiError('InvalidArgument', `the path "${wrong}" does not begin with a slash`);
  try {
    return edge.invalidate(id, paths, callerReference);
  } catch (error) {
    throw error instanceof InvalidationRefused ? new ApiError(error.code, error.message) : error;
  }
}

function summary({ id, createTime, status }: Invalidation): XmlElements {
  return { Id: id, CreateTime: createTime, Status: status };
}

/** An invalidation that was not asked for by this API has its id as the caller reference. */
function details({ id, status, createTime, paths, callerReference = id }: Invalidation): XmlElements {
  const batch = { Paths: { Quantity: paths.length, Items: { Path: paths } }, CallerReference: callerReference };
  return { Id: id, Status: status, CreateTime: createTime, InvalidationBatch: batch };
}
