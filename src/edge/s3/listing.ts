import { ObjectSource } from './stored-object';
import { escapeXml } from '../../config';

const MAXIMUM_KEYS = 1000;

/** The list of a bucket's objects, as S3 answers a GET of the bucket. */
export function listingDocument(bucket: string, source: ObjectSource, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = Math.min(Number(query.get('max-keys') || MAXIMUM_KEYS), MAXIMUM_KEYS);
  const after = query.get('marker') ?? query.get('start-after') ?? '';
  const prefixes = new Set<string>();
  const contents: string[] = [];
  let truncated = false;
  for (const key of source.keys()) {
    if (!key.startsWith(prefix) || key <= after) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    if (common !== undefined && prefixes.has(common)) continue;
    if (contents.length + prefixes.size >= limit) {
      truncated = true;
      break;
    }
    if (common === undefined) contents.push(contentElement(key, source));
    else prefixes.add(common);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix><Marker>${escapeXml(after)}</Marker><MaxKeys>${limit}</MaxKeys>`,
    `<IsTruncated>${truncated}</IsTruncated>`,
    ...contents,
    ...[...prefixes].map((name) => `<CommonPrefixes><Prefix>${escapeXml(name)}</Prefix></CommonPrefixes>`),
    '</ListBucketResult>',
  ].join('');
}

function contentElement(key: string, source: ObjectSource): string {
  const object = source.get(key);
  // It may have been deleted since the list was begun.
  if (object === undefined) return '';
  const { lastModified, etag, size } = object;
  return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${new Date(lastModified).toISOString()}</LastModified>`
    + `<ETag>${escapeXml(etag)}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
}
