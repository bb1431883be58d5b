import { STANDARD_LOG_FIELDS } from '../../config';
import { CompletedRecord, cookieHeader, headerValue, joinedHeader } from '../../edge';
import { LoggedRequest } from '../logged-requests';

/** The value of a field before it is encoded; undefined or empty for none. */
export type WebField = (request: LoggedRequest) => string | undefined;

/** The values of the fields of standard logs, by name. */
export const WEB_FIELDS: { readonly [field: string]: WebField } = {
  'date': ({ record }) => isoEnd(record).slice(0, 10),
  'time': ({ record }) => isoEnd(record).slice(11, 19),
  'x-edge-location': ({ record }) => record.edgeLocation,
  'sc-bytes': ({ record }) => String(record.transfer.bytesSent),
  'c-ip': ({ record }) => record.request.ip,
  'cs-method': ({ record }) => record.request.method,
  'cs(Host)': ({ distribution }) => distribution.domainName,
  'cs-uri-stem': ({ record }) => record.request.url.split('?', 1)[0],
  'sc-status': ({ record }) => statusOf(record),
  'cs(Referer)': requestHeader('referer'),
  'cs(User-Agent)': requestHeader('user-agent'),
  'cs-uri-query': ({ record: { request: { url } } }) => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : undefined),
  'cs(Cookie)': ({ record }) => cookieHeader(record.request.headers),
  'x-edge-result-type': ({ record }) => record.transfer.resultType,
  'x-edge-request-id': ({ record }) => record.requestId,
  'x-host-header': ({ record }) => record.host,
  'cs-protocol': ({ record }) => record.protocol,
  'cs-bytes': ({ record }) => String(record.transfer.bytesReceived),
  'time-taken': ({ record }) => inSeconds(record.transfer.end - record.time),
  'x-forwarded-for': requestHeader('x-forwarded-for'),
  'ssl-protocol': ({ record }) => record.request.tls?.()?.protocol,
  'ssl-cipher': ({ record }) => record.request.tls?.()?.cipher,
  'x-edge-response-result-type': ({ record }) => record.resultType,
  'cs-protocol-version': ({ record }) => `HTTP/${record.request.httpVersion}`,
  'fle-status': ({ record }) => record.fieldLevelEncryption?.status,
  'fle-encrypted-fields': ({ record }) => textOf(record.fieldLevelEncryption?.fields),
  'c-port': ({ record }) => textOf(record.request.port),
  'time-to-first-byte': ({ record }) => inSeconds(record.firstByteAfter),
  'x-edge-detailed-result-type': ({ record }) => record.transfer.detailedResultType,
  'sc-content-type': responseHeader('content-type'),
  'sc-content-len': responseHeader('content-length'),
  'sc-range-start': ({ record }) => contentRange(record)?.[1],
  'sc-range-end': ({ record }) => contentRange(record)?.[2],
  'timestamp(ms)': ({ record }) => String(record.transfer.end),
  'origin-fbl': ({ record }) => originFirstByte(record),
  // When the last byte came from the origin is not known: viewers get bytes while they come.
  'origin-lbl': () => undefined,
  'asn': ({ place }) => textOf(place()?.asn),
  'c-country': ({ country }) => country(),
  'cache-behavior-path-pattern': ({ record }) => record.pathPattern,
  'distribution-tenant-id': ({ tenant }) => tenant?.id,
  'connection-id': ({ record }) => record.request.tls?.()?.viewerCertificate?.connectionId,
};

/** The fields that the files of each edition have [LOG-046, DTD-179]. */
export const LEGACY_FIELDS = { '2014-10-21': STANDARD_LOG_FIELDS.slice(0, 19), 'current': STANDARD_LOG_FIELDS.slice(0, 33) } as const;

/** Three digits, also where the viewer left before there was a status [LOG-056]. */
function statusOf({ transfer }: CompletedRecord): string {
  return String(transfer.status).padStart(3, '0');
}

/** Seconds with three digits of milliseconds. */
export function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** Seconds until the first byte of the origin that answered last. */
function originFirstByte({ originRequests }: CompletedRecord): string | undefined {
  const last = originRequests.at(-1);
  return last && inSeconds(last.firstByteAfter);
}

/** First and last byte of a range, as Content-Range names them. */
function contentRange({ responseHeaders }: CompletedRecord): RegExpExecArray | null {
  return /^bytes (\d+)-(\d+)\//.exec(headerValue(responseHeaders, 'content-range') ?? '');
}

function isoEnd({ transfer }: CompletedRecord): string {
  return new Date(transfer.end).toISOString();
}

/** All values of a request header, named in lower case. */
export function requestHeader(name: string): WebField {
  return ({ record }) => joinedHeader(record.request.headers, name);
}

function responseHeader(name: string): WebField {
  return ({ record }) => headerValue(record.responseHeaders, name);
}

/** A value as a text, where there is one. */
export function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
