import type { CompiledDistribution } from '../compiled-distribution';
import { RawHeaders } from '../message';
import { joinedHeader } from '../raw-headers';

/** Tags that an object has at most; those after them do not count. */
const MOST = 50;

/** What a tag is made of: up to 256 characters of ASCII without blanks and commas. */
const TAG = /^[!-+\--~]{1,256}$/;

/** Whether an item of an invalidation is a tag rather than a path. */
export function isTagItem(item: string): boolean {
  return item.startsWith('#');
}

/** Whether an item of an invalidation is a tag that an object can have [DTD-110]. */
export function isValidTagItem(item: string): boolean {
  return isTagItem(item) && TAG.test(item.slice(1));
}

/** The tags of an object, each with the name of the header that it was read from, so that it means nothing once the distribution reads another [DTD-109 to DTD-113]. */
export function cacheTags(headers: RawHeaders, { cacheTagHeader }: Pick<CompiledDistribution, 'cacheTagHeader'>): readonly string[] {
  const value = cacheTagHeader === undefined ? undefined : joinedHeader(headers, cacheTagHeader);
  if (value === undefined) return [];
  return value.split(',').map((tag) => tag.trim()).filter((tag) => TAG.test(tag)).slice(0, MOST).map((tag) => tagKey(cacheTagHeader!, tag));
}

/** The tags that an invalidation names, in the same form. */
export function invalidatedTags(items: readonly string[], cacheTagHeader: string | undefined): readonly string[] {
  return cacheTagHeader === undefined ? [] : items.filter(isTagItem).map((item) => tagKey(cacheTagHeader, item.slice(1)));
}

function tagKey(header: string, tag: string): string {
  return `#${header}:${tag.toLowerCase()}`;
}
