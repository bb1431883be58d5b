import { isIPv6 } from 'net';
import { knownOr } from '../../config';
import { CompletedRecord, cookieHeader, headerNames, headerPairs, headerValue, statusOfFailure } from '../../edge';
import { inSeconds, requestHeader, textOf, WEB_FIELDS, WebField } from '../access-logs/web-fields';
import { LoggedRequest } from '../logged-requests';
import { CMCD_FIELDS, cmcdValue } from './cmcd';

/** Bytes of cookies and headers that a record has at most [DTD-207]. */
const LONGEST = 800;

/** The values of the fields of real-time logs, by name, before they are encoded; undefined or empty for none. Those that are not here are as in standard logs. */
const OWN: { readonly [field: string]: WebField } = {
  'timestamp': ({ record }) => inSeconds(record.transfer.end),
  // The address of a server of CloudFront.
  's-ip': () => undefined,
  'cs-host': ({ record }) => record.host,
  'x-host-header': ({ distribution }) => distribution.domainName,
  'cs-uri-stem': ({ record }) => record.request.url,
  'c-ip-version': ({ record }) => (isIPv6(record.request.ip) ? 'IPv6' : 'IPv4'),
  'cs-user-agent': WEB_FIELDS['cs(User-Agent)'],
  'cs-referer': WEB_FIELDS['cs(Referer)'],
  'cs-cookie': ({ record }) => cookieHeader(record.request.headers)?.slice(0, LONGEST),
  'cs-accept-encoding': requestHeader('accept-encoding'),
  'cs-accept': requestHeader('accept'),
  'cs-headers': ({ record }) => headerPairs(record.request.headers).map(([name, value]) => `${name}:${value}\n`).join('').slice(0, LONGEST),
  'cs-header-names': ({ record }) => headerNames(record.request.headers).map((name) => `${name}\n`).join('').slice(0, LONGEST),
  'cs-headers-count': ({ record }) => String(record.request.headers.length / 2),
  'primary-distribution-id': ({ primary }) => primary?.id,
  'primary-distribution-dns-name': ({ primary }) => primary?.domainName,
  'r-host': ({ record, distribution }) => {
    const last = record.originRequests.at(-1)?.originId;
    return knownOr(distribution.origins.find(({ id }) => id === last)?.domainName, undefined);
  },
  'sr-reason': ({ record }) => originReason(record),
  'x-edge-mqcs': ({ record }) => textOf(decisionOf(record, 'chosen')?.because?.score),
  ...Object.fromEntries(CMCD_FIELDS.map((field) => [field, ({ record }: LoggedRequest) => cmcdValue(field, cmcdOf(record))])),
};

export const REALTIME_FIELDS: { readonly [field: string]: WebField } = { ...WEB_FIELDS, ...OWN };

/** Why the origin that answered was asked; nothing for the primary of a group, or an origin without one [OTD-082]. */
function originReason(record: CompletedRecord): string | undefined {
  const outcome = decisionOf(record, 'failed over')?.because?.after as Parameters<typeof statusOfFailure>[0] | undefined;
  if (outcome !== undefined) return `Failover:${statusOfFailure(outcome)}`;
  return decisionOf(record, 'chosen') === undefined ? undefined : 'MediaQuality';
}

function decisionOf({ decisions }: CompletedRecord, outcome: 'chosen' | 'failed over') {
  return decisions.find(({ step, decided }) => step === 'origin-group' && decided === outcome);
}

/** What may have the media data of a player. */
function cmcdOf({ request: { url, headers } }: CompletedRecord): (string | undefined)[] {
  const query = url.includes('?') ? new URLSearchParams(url.slice(url.indexOf('?'))).get('CMCD') ?? undefined : undefined;
  return [query, ...['cmcd-request', 'cmcd-object', 'cmcd-status', 'cmcd-session'].map((name) => headerValue(headers, name))];
}
