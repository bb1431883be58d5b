import type { Bytes } from './bytes';
import type { Host } from './host';
import type { OriginCall, Run } from './runner';

/** The module `cloudfront` of runtime 2.0 [FUN-090]. Runs inside a realm, and so refers to nothing outside of itself. */
export function cloudFrontModule(host: Host, bytes: Bytes, current: Run, cwt: object): object {
  const { parse, stringify } = JSON;

  /** An asynchronous answer. */
  const promised = <T>(answer: () => T) => new Promise<T>((resolve) => resolve(answer()));

  const valueOf = (key: string, format: unknown) => {
    const value = host.lookUp(key);
    if (value === undefined) throw new Error(`KeyNotFoundException: the key ${key} does not exist`);
    if (format === undefined || format === 'string') return value;
    if (format === 'json') return parse(value);
    if (format === 'bytes') return bytes.toArray(host.recode(value, 'utf8', 'latin1'));
    throw new TypeError(`"${String(format)}" is no format of a value: string, json or bytes`);
  };

  const kvs = () => {
    if (host.store() === undefined) throw new Error('the function has no key value store');
    return {
      get: (key: unknown, options: { readonly format?: unknown } = {}) => promised(() => valueOf(String(key), options.format)),
      exists: (key: unknown) => promised(() => host.lookUp(String(key)) !== undefined),
      meta: () => promised(() => parse(host.store()!)),
    };
  };

  const originHelper = (method: OriginCall['method'], isFirst: (argument: unknown) => boolean, what: string) => (...args: unknown[]) => {
    if (current.surroundings.eventType !== 'viewer-request') throw new Error(`${method} works in viewer-request functions only`);
    if (!isFirst(args[0])) throw new TypeError(`${method} wants ${what}`);
    current.originCall = stringify({ method, arguments: args });
  };
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;

  const tenantOf = () => {
    const { distributionTenant } = current.surroundings;
    if (distributionTenant === undefined) throw new Error('distributionTenant module is not available');
    const { id, parameters } = distributionTenant;
    return { id, parameters: { get: (key: unknown) => (Object.keys(parameters).indexOf(String(key)) < 0 ? undefined : parameters[String(key)]) } };
  };

  return {
    kvs,
    cwt,
    updateRequestOrigin: originHelper('updateRequestOrigin', isObject, 'an object of properties'),
    selectRequestOriginById: originHelper('selectRequestOriginById', (id) => typeof id === 'string', 'the id of an origin'),
    createRequestOriginGroup: originHelper('createRequestOriginGroup', isObject, 'an object of properties'),
    get edgeLocation() {
      return current.surroundings.edgeLocation || {};
    },
    get distributionTenant() {
      return tenantOf();
    },
  };
}
