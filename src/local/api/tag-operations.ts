import { Account, Stored, storedOf } from './account';
import { ApiError } from './api-error';
import { RTMP, WEB } from './distribution-kind';
import { objectOf, Properties, textsOf } from './element';
import { VPC_ORIGINS } from './families';
import { ApiRequest, Operations } from './operations';
import { readTags } from './tags';
import { parseXml } from './xml';

/** Telling, adding and removing the tags of what can have some. */
export function tagOperations(account: Account): Operations {
  return {
    'GET tagging': ({ query }) => {
      const tags = tagsOf(find(account.readable, query));
      return { status: 200, document: ['Tags', { Items: tags.length === 0 ? undefined : { Tag: tags.map(({ Key, Value }) => ({ Key: String(Key), Value: String(Value) })) } }] };
    },
    'POST tagging': async (request) => {
      const stored = find(account.newest, request.query);
      await account.update(stored, { properties: { ...stored.resource.stated, Tags: changedTags(tagsOf(stored), request) }, request });
      return { status: 204 };
    },
  };
}

const TAGGABLE: { readonly [kind: string]: string } = { 'distribution': WEB.type, 'streaming-distribution': RTMP.type, 'vpcorigin': VPC_ORIGINS.type };

function find(templates: Account['newest'], query: URLSearchParams): Stored {
  const arn = query.get('Resource') ?? '';
  const [, kind = '', id] = /^arn:aws:cloudfront::\d*:([a-z-]+)\/(\w+)$/.exec(arn) ?? [];
  const stored = Object.hasOwn(TAGGABLE, kind) ? storedOf(templates, TAGGABLE[kind]).find((candidate) => candidate.id === id) : undefined;
  if (stored === undefined) throw new ApiError('NoSuchResource', `there is no resource ${arn} that has tags`);
  return stored;
}

function tagsOf({ resource: { stated: { Tags } } }: Stored): readonly Properties[] {
  return (Array.isArray(Tags) ? Tags : []).map(objectOf).filter((tag): tag is Properties => tag !== undefined);
}

function changedTags(tags: readonly Properties[], { query, body }: ApiRequest): readonly Properties[] {
  const without = (keys: readonly unknown[]) => tags.filter(({ Key }) => !keys.includes(Key));
  if (query.get('Operation') === 'Untag') return without(textsOf(parseXml(body, 'TagKeys').child('Items')?.children('Key').map(({ text }) => text)));
  const added = readTags(parseXml(body, 'Tags'));
  return [...without(added.map(({ Key }) => Key)), ...added];
}
