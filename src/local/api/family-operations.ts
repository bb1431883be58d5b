import { Account, isInUse, requireMatch, Stored } from './account';
import { ApiError } from './api-error';
import { Properties, readElements } from './element';
import { configOf, documentOf, Family, Member, membersOf } from './family';
import { ApiAnswer, ApiRequest, Operations } from './operations';
import { page } from './page';
import { readTags } from './tags';
import { parseXml } from './xml';

/** The operations on a family, which versions before it do not have. */
export function familyOperations(family: Family, account: Account): Operations {
  const { since = '', name } = family;
  return Object.fromEntries(Object.entries(operations(family, account)).map(([route, operation]) => [route, (request, ...segments) => {
    if (request.version < since) throw new ApiError('NoSuchOperation', `the version ${request.version} of the API knows no ${name}; ${since} is the first one that does`);
    return operation(request, ...segments);
  }] satisfies [string, Operations[string]]));
}

/** Creating, listing, getting, updating and deleting the members of a family. */
function operations(family: Family, account: Account): Operations {
  const { path, name, config, codes, updates = '', accepted } = family;
  const { missing, exists, inUse } = codes ?? { missing: `NoSuch${name}`, exists: `${name}AlreadyExists`, inUse: `${name}InUse` };
  const find = (id: string, templates = account.newest) => {
    const found = membersOf(family, templates).find((member) => member.id === id);
    if (found === undefined) throw new ApiError(missing, `there is no ${name} ${id}`);
    return found;
  };
  const described = (member: Member) => ({ etag: member.etag, document: [name, documentOf(member, account)] as const });
  const requireUnique = (properties: Properties, self?: Member) => {
    const same = membersOf(family, account.newest).find((member) => member.id !== self?.id && member.config[family.unique] === properties[family.unique]);
    if (same !== undefined) throw new ApiError(exists, `${same.id} has the ${family.unique} "${String(properties[family.unique])}" already`);
  };

  return {
    [`GET ${path}`]: ({ query }) => {
      const type = query.get('Type') ?? '';
      const all = membersOf(family, account.readable).filter(({ stored }) => type === '' || (type === 'managed') === (stored === undefined));
      return { status: 200, document: [`${name}List`, page(all, query, `${name}Summary`, (member) => (family.summary ?? documentOf)(member, account))] };
    },
    [`POST ${path}`]: async (request): Promise<ApiAnswer> => {
      const { properties, tags } = readRequest(family, request);
      requireUnique(properties);
      const intended = { properties: { ...resourceProperties(family, properties), ...tags }, callerReference: referenceOf(properties), request };
      const { id } = await account.create(family.type, intended);
      return { status: accepted ?? 201, location: `${path}/${id}`, ...described(find(id)) };
    },
    [`GET ${path}/*`]: (_request, id) => ({ status: 200, ...described(find(id, account.readable)) }),
    [`GET ${path}/*/config`]: (_request, id) => {
      const member = find(id, account.readable);
      return { status: 200, etag: member.etag, document: [config, configOf(member)] };
    },
    [`PUT ${path}/*${updates}`]: async (request, id) => {
      const member = find(id);
      const stored = changeable(member, 'IllegalUpdate', request);
      if (family.updateInUse !== undefined && isInUse(account.newest, stored)) {
        throw new ApiError(family.updateInUse, `the ${name} ${id} is in use; detach it from all distributions first`);
      }
      const properties = readElements(parseXml(request.body, config), family.elements);
      requireUnchanged(member, properties);
      requireUnique(properties, member);
      await account.update(stored, { properties: resourceProperties(family, properties, stored.resource.stated), request });
      return { status: accepted ?? 200, ...described(find(id)) };
    },
    [`DELETE ${path}/*`]: async (request, id) => {
      const member = find(id);
      const stored = changeable(member, 'IllegalDelete', request);
      if (isInUse(account.newest, stored)) throw new ApiError(inUse, `the ${name} ${id} is in use; detach it first`);
      const last = described(member);
      await account.update(stored, { properties: undefined, request });
      return accepted === undefined ? { status: 204 } : { status: accepted, ...last };
    },
  };
}

/** @throws ApiError for what AWS provides, which nobody can change [POL-070] */
function changeable({ id, family: { name }, stored }: Member, code: 'IllegalUpdate' | 'IllegalDelete', request: ApiRequest): Stored {
  if (stored === undefined) throw new ApiError(code, `the ${name} ${id} is provided by AWS, and stays as it is`);
  requireMatch(stored, request);
  return stored;
}

function requireUnchanged({ family: { name, changeable: names }, config }: Member, properties: Properties): void {
  if (properties.CallerReference !== undefined && properties.CallerReference !== config.CallerReference) {
    throw new ApiError(names === undefined ? 'IllegalUpdate' : `CannotChangeImmutable${name}Fields`, 'the caller reference stays what it is');
  }
  const changed = names && Object.keys(properties).find((property) => !names.includes(property) && properties[property] !== config[property]);
  if (changed !== undefined) throw new ApiError(`CannotChangeImmutable${name}Fields`, `${changed} stays what it is; of a ${name} only ${names!.join(', ')} can be changed`);
}

function readRequest({ request: around, config, elements }: Family, { body }: ApiRequest): { readonly properties: Properties; readonly tags: Properties } {
  if (around === undefined) return { properties: readElements(parseXml(body, config), elements), tags: {} };
  const request = parseXml(body, around);
  const [part, tags] = [request.child(config), request.child('Tags')];
  if (part === undefined) throw new ApiError('MalformedXML', `${around} has no ${config}`);
  return { properties: readElements(part, elements), tags: tags === undefined ? {} : { Tags: readTags(tags) } };
}

/** What the resource of CloudFormation says of a configuration, with what it has beside that. */
function resourceProperties(family: Family, properties: Properties, before: Properties = {}): Properties {
  const own = stated(family, properties);
  return family.isWholeResource === true ? own : { ...before, [family.config]: own };
}

/** What is a property of CloudFormation. */
function stated({ statesReference = false }: Family, { CallerReference, ...properties }: Properties): Properties {
  return statesReference ? { CallerReference, ...properties } : properties;
}

function referenceOf({ CallerReference }: Properties): string | undefined {
  return typeof CallerReference === 'string' ? CallerReference : undefined;
}
