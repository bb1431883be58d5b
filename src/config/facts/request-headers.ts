import type { Edition } from '.';

/** What CloudFront does with a header of a viewer's request that no list and no policy of a cache behavior names. */
export type RequestHeaderDefault =
  | 'forwarded'
  | 'removed'
  /** CloudFront sends a value of its own in its place. */
  | 'replaced'
  /** Only the encodings that are cached apart are sent on. */
  | 'normalised'
  /** CloudFront computes it, and does so only where it is named. */
  | 'not added'
  /** Sent on where cookies are. */
  | 'as cookies'
  /** Sent on with DELETE, PATCH, POST and PUT, and with OPTIONS where that is not cached. */
  | 'unless cached'
  /** Sent on with the handshake of a WebSocket connection. */
  | 'for WebSocket';

/** Whether a cache behavior can list the header, so that it is forwarded as it is and tells objects apart. */
export type RequestHeaderCaching = 'yes' | 'no' | 'not recommended';

export interface RequestHeader {
  /** A final `*` stands for any end. */
  readonly name: string;
  readonly default: RequestHeaderDefault;
  readonly cacheable: RequestHeaderCaching;
}

/** The kinds of origin that CloudFront's documentation tells apart. */
export type OriginKind = 's3' | 'custom';

/** Headers that are in neither table are forwarded, and can be listed. */
const CUSTOM_2014 = table([
  ['Accept', 'removed', 'yes'],
  ['Accept-Charset', 'removed', 'yes'],
  ['Accept-Encoding', 'normalised', 'no'],
  ['Accept-Language', 'removed', 'yes'],
  ['Authorization', 'unless cached', 'yes'],
  ['Cache-Control', 'forwarded', 'no'],
  ['CloudFront-Forwarded-Proto', 'not added', 'yes'],
  ['CloudFront-Is-Desktop-Viewer', 'not added', 'yes'],
  ['CloudFront-Is-Mobile-Viewer', 'not added', 'yes'],
  ['CloudFront-Is-Tablet-Viewer', 'not added', 'yes'],
  ['CloudFront-Viewer-Country', 'not added', 'yes'],
  ['Connection', 'replaced', 'no'],
  ['Content-Length', 'forwarded', 'no'],
  ['Content-MD5', 'forwarded', 'yes'],
  ['Content-Type', 'forwarded', 'yes'],
  ['Cookie', 'as cookies', 'no'],
  ['Date', 'forwarded', 'not recommended'],
  ['Expect', 'removed', 'yes'],
  ['From', 'forwarded', 'yes'],
  ['Host', 'replaced', 'yes'],
  ['If-Match', 'forwarded', 'yes'],
  ['If-Modified-Since', 'forwarded', 'yes'],
  ['If-None-Match', 'forwarded', 'yes'],
  ['If-Range', 'forwarded', 'yes'],
  ['If-Unmodified-Since', 'forwarded', 'yes'],
  ['Max-Forwards', 'forwarded', 'no'],
  ['Origin', 'forwarded', 'yes'],
  ['Pragma', 'forwarded', 'no'],
  ['Proxy-Authorization', 'removed', 'no'],
  ['Proxy-Connection', 'removed', 'no'],
  ['Range', 'forwarded', 'yes'],
  ['Referer', 'removed', 'yes'],
  ['Request-Range', 'forwarded', 'no'],
  ['TE', 'removed', 'no'],
  ['Trailer', 'removed', 'no'],
  ['Transfer-Encoding', 'forwarded', 'no'],
  ['Upgrade', 'removed', 'no'],
  ['User-Agent', 'replaced', 'not recommended'],
  ['Via', 'forwarded', 'yes'],
  ['Warning', 'forwarded', 'yes'],
]);

const S3_2014 = table([
  ['Accept', 'removed', 'yes'],
  ['Accept-Charset', 'removed', 'yes'],
  ['Accept-Encoding', 'normalised', 'no'],
  ['Accept-Language', 'removed', 'yes'],
  ['Authorization', 'unless cached', 'yes'],
  ['Connection', 'replaced', 'no'],
  ['Cookie', 'as cookies', 'no'],
  ['Expect', 'removed', 'yes'],
  ['Host', 'replaced', 'yes'],
  ['Origin', 'removed', 'yes'],
  ['Proxy-Authorization', 'removed', 'no'],
  ['Referer', 'removed', 'yes'],
  ['TE', 'removed', 'no'],
  ['Upgrade', 'removed', 'no'],
  ['User-Agent', 'replaced', 'not recommended'],
]);

/** Today both kinds of origin share one table, but for Host, and for Origin, which a bucket sees only where it is named [ORG-075]. */
const CUSTOM = changed(CUSTOM_2014, [
  ['Accept-Encoding', 'normalised', 'yes'],
  ['Proxy-Authenticate', 'removed', 'no'],
  ['Upgrade', 'for WebSocket', 'no'],
  ['X-Amz-Cf-Id', 'replaced', 'no'],
  ['X-Edge-*', 'removed', 'no'],
  ['X-Forwarded-For', 'forwarded', 'yes'],
  ['X-Forwarded-Proto', 'removed', 'no'],
  ['X-HTTP-Method-Override', 'removed', 'yes'],
  ['X-Real-IP', 'removed', 'no'],
]);

const S3 = changed(CUSTOM, [['Host', 'replaced', 'no'], ['Origin', 'removed', 'yes']]);

/** The tables of request headers of each edition, in the order of CloudFront's documentation [REQ-019, REQ-088]. */
export const REQUEST_HEADERS: { readonly [edition in Edition]: { readonly [kind in OriginKind]: readonly RequestHeader[] } } = {
  '2014-10-21': { s3: S3_2014, custom: CUSTOM_2014 },
  'current': { s3: S3, custom: CUSTOM },
};

type Row = readonly [name: string, byDefault: RequestHeaderDefault, cacheable: RequestHeaderCaching];

function table(rows: readonly Row[]): readonly RequestHeader[] {
  return rows.map(([name, byDefault, cacheable]) => ({ name, default: byDefault, cacheable }));
}

/** A table with some rows that are other ones, or new. */
function changed(before: readonly RequestHeader[], rows: readonly Row[]): readonly RequestHeader[] {
  const names = rows.map(([name]) => name);
  return [...before.filter(({ name }) => !names.includes(name)), ...table(rows)].sort((a, b) => a.name.localeCompare(b.name));
}
