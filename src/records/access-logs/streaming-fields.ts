import { StreamingRecord } from '../../streaming';

/** The values of the fields of RTMP logs, by name and in their order, before they are encoded; undefined or empty for none [LOG-082]. */
export const STREAMING_FIELDS: { readonly [field: string]: (record: StreamingRecord) => string | undefined } = {
  'date': ({ time }) => new Date(time).toISOString().slice(0, 10),
  'time': ({ time }) => new Date(time).toISOString().slice(11, 19),
  'x-edge-location': ({ edgeLocation }) => edgeLocation,
  'c-ip': ({ ip }) => ip,
  'x-event': ({ event }) => event,
  'sc-bytes': ({ bytesSent }) => String(bytesSent),
  // Its only value, whatever the viewer was told [LOG-091].
  'x-cf-status': () => 'OK',
  'x-cf-client-id': ({ clientId }) => clientId,
  'cs-uri-stem': ({ connectUrl }) => connectUrl,
  'cs-uri-query': ({ connectQuery }) => connectQuery,
  'c-referrer': ({ referrer }) => referrer,
  'x-page-url': ({ pageUrl }) => pageUrl,
  'c-user-agent': ({ userAgent }) => userAgent,
  'x-sname': ({ stream }) => stream?.name,
  'x-sname-query': ({ stream }) => stream?.query,
  'x-file-ext': ({ stream }) => stream?.extension,
  'x-sid': ({ stream }) => (stream === undefined ? undefined : String(stream.id)),
};
