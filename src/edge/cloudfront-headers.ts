import { CacheBehavior, CloudFrontHeader, DEVICE_PATTERNS, isKnown, VIEWER_HEADER_ORDER_CHARACTERS } from '../config';
import type { EdgeLocation } from './edge-location';
import { ViewerRequest } from './message';
import { headerNames, headerValue } from './raw-headers';
import { forwardedHeaders } from './selection';
import { VIEWER_CERTIFICATE_HEADERS } from './viewer-certificate-headers';

/** Computes a header of CloudFront's own from a viewer's request; undefined where its value is not known [POL-105]. */
export type CloudFrontHeaderValue = (request: ViewerRequest, location: EdgeLocation) => string | undefined;

const VALUES: { readonly [header in CloudFrontHeader]: CloudFrontHeaderValue } = {
  'CloudFront-Forwarded-Proto': ({ protocol }) => protocol,
  'CloudFront-Is-Android-Viewer': (request) => String(isDevice(request, 'android')),
  'CloudFront-Is-Desktop-Viewer': (request) => String(!['mobile', 'tablet', 'smartTv'].some((device) => isDevice(request, device as Device))),
  'CloudFront-Is-IOS-Viewer': (request) => String(isDevice(request, 'ios')),
  'CloudFront-Is-Mobile-Viewer': (request) => String(isDevice(request, 'mobile')),
  'CloudFront-Is-SmartTV-Viewer': (request) => String(isDevice(request, 'smartTv')),
  'CloudFront-Is-Tablet-Viewer': (request) => String(isDevice(request, 'tablet')),
  'CloudFront-Viewer-Address': ({ ip, port }) => (port === undefined ? undefined : `${ip}:${port}`),
  'CloudFront-Viewer-ASN': (request, location) => textOf(location.viewerPlace(request)?.asn),
  'CloudFront-Viewer-City': (request, location) => encoded(location.viewerPlace(request)?.city),
  'CloudFront-Viewer-Country': (request, location) => location.viewerCountry(request),
  'CloudFront-Viewer-Country-Name': (request, location) => encoded(countryName(location.viewerCountry(request))),
  'CloudFront-Viewer-Country-Region': (request, location) => encoded(location.viewerPlace(request)?.region),
  'CloudFront-Viewer-Country-Region-Name': (request, location) => encoded(location.viewerPlace(request)?.regionName),
  'CloudFront-Viewer-Header-Count': ({ headers }) => String(headers.length / 2),
  'CloudFront-Viewer-Header-Order': ({ headers }) => headerNames(headers).join(':').slice(0, VIEWER_HEADER_ORDER_CHARACTERS),
  'CloudFront-Viewer-Http-Version': ({ httpVersion }) => httpVersion,
  'CloudFront-Viewer-JA3-Fingerprint': ({ tls }) => tls?.()?.ja3,
  'CloudFront-Viewer-JA4-Fingerprint': ({ tls }) => tls?.()?.ja4,
  'CloudFront-Viewer-Latitude': (request, location) => location.viewerPlace(request)?.latitude?.toFixed(5),
  'CloudFront-Viewer-Longitude': (request, location) => location.viewerPlace(request)?.longitude?.toFixed(5),
  'CloudFront-Viewer-Metro-Code': (request, location) => (location.viewerCountry(request) === 'US' ? location.viewerPlace(request)?.metroCode : undefined),
  'CloudFront-Viewer-Postal-Code': (request, location) => encoded(location.viewerPlace(request)?.postalCode),
  'CloudFront-Viewer-Time-Zone': (request, location) => location.viewerPlace(request)?.timeZone,
  'CloudFront-Viewer-TLS': ({ tls }) => {
    const connection = tls?.();
    return connection && [connection.protocol, connection.cipher, connection.handshake].join(':');
  },
};

const BY_LOWER_NAME: ReadonlyMap<string, CloudFrontHeaderValue> = new Map(
  Object.entries({ ...VALUES, ...VIEWER_CERTIFICATE_HEADERS }).map(([name, value]) => [name.toLowerCase(), unlessChanged(name.toLowerCase(), value)]),
);

/** What a function has made of a header counts more than what CloudFront knows. */
function unlessChanged(lower: string, value: CloudFrontHeaderValue): CloudFrontHeaderValue {
  return (request, location) => (request.changedHeaders?.has(lower) ? request.changedHeaders.get(lower) : value(request, location));
}

/** How a header of CloudFront's own is computed; undefined for any other name. */
export function cloudFrontHeader(lowerName: string): CloudFrontHeaderValue | undefined {
  return BY_LOWER_NAME.get(lowerName);
}

/** The headers of CloudFront's own that the policies of a behavior name, by lower-case name. */
export function cloudFrontHeadersFor(behavior: CacheBehavior): ReadonlyMap<string, readonly [name: string, value: CloudFrontHeaderValue]> {
  const { forwarding } = behavior;
  const listed = forwardedHeaders(behavior).flatMap((selection) => ('names' in selection ? selection.names : []));
  const names = [...listed, ...(isKnown(forwarding) ? forwarding.addedHeaders : [])].filter(isKnown);
  return new Map(names.flatMap((name) => {
    const value = cloudFrontHeader(name.toLowerCase());
    return value === undefined ? [] : [[name.toLowerCase(), [name, value] as const]];
  }));
}

type Device = keyof typeof DEVICE_PATTERNS;

function isDevice({ headers }: ViewerRequest, device: Device): boolean {
  return DEVICE_PATTERNS[device].test(headerValue(headers, 'user-agent') ?? '');
}

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function countryName(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? COUNTRY_NAMES.of(code) : undefined;
}

/** Characters beyond ASCII as the bytes of their UTF-8, in percent-encoding [POL-104]. */
function encoded(text: string | undefined): string | undefined {
  return text?.replace(/[^\x20-\x7e]+/gu, encodeURIComponent);
}

function textOf(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
