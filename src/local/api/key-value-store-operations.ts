import { Account, isInUse, requireMatch, Stored, storedOf } from './account';
import { ApiError } from './api-error';
import { Element, part, readElements, text } from './element';
import { Operations } from './operations';
import { page } from './page';
import { readTags } from './tags';
import { parseXml, XmlElements } from './xml';
import { isoTime } from '../../edge';

const TYPE = 'AWS::CloudFront::KeyValueStore';

/** The path of the stores below the version of the API; one goes by its name. */
export const KEY_VALUE_STORES = 'key-value-store';

const COMMENT = text('Comment', { otherwise: '' });
const TAGS: Element = {
  names: ['Tags'],
  read: (parent) => {
    const tags = parent.child('Tags');
    return tags === undefined ? {} : { Tags: readTags(tags) };
  },
  write: () => ({}),
};
const CREATED = [
  text('Name', { required: true }), COMMENT,
  part('ImportSource', [text('SourceType', { required: true }), text('SourceARN', { property: 'SourceArn', required: true })]),
  TAGS,
];

/** Creating, listing, describing, updating and deleting key value stores; their data is on the control URL [FUN-120]. */
export function keyValueStoreOperations(account: Account): Operations {
  const find = (name: string, templates = account.newest) => {
    const found = storedOf(templates, TYPE).find(({ id }) => id === name);
    if (found === undefined) throw new ApiError('EntityNotFound', `there is no key value store ${name}`);
    return found;
  };
  const answer = (stored: Stored) => ({ etag: stored.etag, document: ['KeyValueStore', described(stored, account)] as const });

  return {
    [`GET ${KEY_VALUE_STORES}`]: ({ query }) => {
      const status = query.get('Status') ?? '';
      const all = storedOf(account.readable, TYPE).filter((stored) => status === '' || statusOf(stored, account) === status);
      return { status: 200, document: ['KeyValueStoreList', page(all, query, 'KeyValueStore', (stored) => described(stored, account))] };
    },
    [`POST ${KEY_VALUE_STORES}`]: async (request) => {
      const properties = readElements(parseXml(request.body, 'CreateKeyValueStoreRequest'), CREATED);
      const { Name } = properties as { readonly Name: string };
      if (storedOf(account.newest, TYPE).some(({ id }) => id === Name)) throw new ApiError('EntityAlreadyExists', `there is a key value store ${Name} already`);
      const stored = await account.create(TYPE, { properties, request });
      return { status: 201, location: `${KEY_VALUE_STORES}/${stored.id}`, ...answer(stored) };
    },
    [`GET ${KEY_VALUE_STORES}/*`]: (_request, name) => ({ status: 200, ...answer(find(name, account.readable)) }),
    [`PUT ${KEY_VALUE_STORES}/*`]: async (request, name) => {
      const stored = find(name);
      requireMatch(stored, request);
      const changed = readElements(parseXml(request.body, 'UpdateKeyValueStoreRequest'), [COMMENT]);
      await account.update(stored, { properties: { ...stored.resource.stated, ...changed }, request });
      return { status: 200, ...answer(find(name)) };
    },
    [`DELETE ${KEY_VALUE_STORES}/*`]: async (request, name) => {
      const stored = find(name);
      requireMatch(stored, request);
      // Functions name a store by its ARN, which ends with its id.
      if (isInUse(account.newest, { ...stored, id: idOf(stored, account) })) throw new ApiError('CannotDeleteEntityWhileInUse', `a function uses the key value store ${name}; detach it first`);
      await account.update(stored, { properties: undefined, request });
      return { status: 204 };
    },
  };
}

function described(stored: Stored, account: Account): XmlElements {
  const { Comment = '' } = stored.resource.stated;
  return {
    Name: stored.id,
    Id: idOf(stored, account),
    Comment: String(Comment),
    ARN: arnOf(stored, account),
    Status: statusOf(stored, account),
    LastModifiedTime: isoTime(account.lastModified(stored)),
  };
}

function statusOf(stored: Stored, account: Account): string {
  return account.edge.keyValueStores.status({ arn: arnOf(stored, account) });
}

function idOf(stored: Stored, account: Account): string {
  const arn = arnOf(stored, account);
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function arnOf({ resource: { location: { template, logicalId } } }: Stored, { newest }: Account): string {
  return newest.application.keyValueStores.find(({ location }) => location.template === template && location.logicalId === logicalId)!.arn;
}
