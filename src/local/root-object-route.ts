import { Account } from './api';
import { storedOf } from './api/account';
import { ApiError } from './api/api-error';
import { CURRENT_VERSION } from './api/api-version';
import { objectOf } from './api/element';
import { ControlRoutes, refusal } from './control-api';

/** Gives a web distribution another default root object, as its console does; an empty name takes it away. */
export function rootObjectRoute(account: Account): ControlRoutes {
  return {
    'POST /distributions/*/default-root-object': async (body, id) => {
      const { name } = (body ?? {}) as { readonly name?: unknown };
      if (typeof name !== 'string') return refusal(400, 'expected {"name": "index.html"}');
      const stored = storedOf(account.newest, 'AWS::CloudFront::Distribution').find((candidate) => candidate.id === id);
      if (stored === undefined) return refusal(404, `no web distribution has the id ${id}`);
      const { stated } = stored.resource;
      const properties = { ...stated, DistributionConfig: { ...objectOf(stated.DistributionConfig), DefaultRootObject: name } };
      try {
        await account.update(stored, { properties, request: { version: CURRENT_VERSION } });
        return { status: 200, body: {} };
      } catch (error) {
        if (error instanceof ApiError) return refusal(error.status, `${error.code}: ${error.message}`);
        throw error;
      }
    },
  };
}
