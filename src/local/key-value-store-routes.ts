import { isoTime, KeyValueStores, RunningStore, StoreRefused } from '../edge';
import { ControlAnswer, ControlRoutes, refusal } from './control-api';

const STATUS = { ValidationException: 400, ServiceQuotaExceededException: 402, ConflictException: 409, ResourceNotFoundException: 404 } as const;

/** What CloudFront's API for the data of key value stores does: describe, list, get, and set or remove keys [FUN-121]. A store goes by its name, logical id or ARN. */
export function keyValueStoreRoutes(stores: KeyValueStores): ControlRoutes {
  const withStore = (name: string, answer: (found: RunningStore) => ControlAnswer): ControlAnswer => {
    const found = stores.find(name);
    if (found === undefined) return refusal(404, `no key value store is called ${name}`);
    try {
      return answer(found);
    } catch (error) {
      if (error instanceof StoreRefused) return refusal(STATUS[error.code], `${error.code}: ${error.message}`);
      throw error;
    }
  };
  return {
    'GET /key-value-stores': () => ({ status: 200, body: { items: stores.all.map((found) => described(found, stores)) } }),
    'GET /key-value-stores/*': (_query, name) => withStore(name, (found) => ({ status: 200, body: described(found, stores) })),
    'GET /key-value-stores/*/keys': (_query, name) => withStore(name, ({ data }) => ({ status: 200, body: { etag: data.etag, items: data.items } })),
    'GET /key-value-stores/*/keys/*': (_query, name, key) => withStore(name, ({ data }) => ({ status: 200, body: { key, value: data.value(key) } })),
    'POST /key-value-stores/*/keys': (body, name) => withStore(name, ({ data }) => {
      const update = updateIn(body);
      if (update === undefined) return refusal(400, 'expected {"ifMatch": ETAG, "puts": [{"key": …, "value": …}], "deletes": [{"key": …}]} with texts');
      data.update(update, update.ifMatch, stores.now());
      return { status: 200, body: { etag: data.etag, itemCount: data.items.length, totalSizeInBytes: data.size } };
    }),
  };
}

function described({ store: { name, arn, location: { logicalId } }, data }: RunningStore, stores: KeyValueStores): object {
  return {
    name: typeof name === 'string' ? name : logicalId,
    arn,
    status: stores.status({ arn }),
    etag: data.etag,
    itemCount: data.items.length,
    totalSizeInBytes: data.size,
    created: isoTime(data.created),
    lastModified: isoTime(data.updated),
  };
}

interface Update {
  readonly ifMatch: string;
  readonly puts: readonly { readonly key: string; readonly value: string }[];
  readonly deletes: readonly string[];
}

function updateIn(body: unknown): Update | undefined {
  const { ifMatch, puts = [], deletes = [] } = (body ?? {}) as { readonly [name: string]: unknown };
  if (typeof ifMatch !== 'string' || !Array.isArray(puts) || !Array.isArray(deletes)) return undefined;
  const areTexts = (item: unknown, ...names: readonly string[]) => names.every((name) => typeof (item as { [name: string]: unknown } | null)?.[name] === 'string');
  if (!puts.every((put) => areTexts(put, 'key', 'value')) || !deletes.every((item) => areTexts(item, 'key'))) return undefined;
  return { ifMatch, puts, deletes: deletes.map(({ key }: { readonly key: string }) => key) };
}
