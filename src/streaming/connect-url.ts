/** Why a connection is refused, as CloudFront tells players [RTM-039]. */
export type ConnectError = 'DistributionNotFound' | 'DistributionTypeMismatch' | 'InvalidInstance' | 'InvalidURI';

/** What a player connects to, such as `rtmp://s1a2b3c4d5e6f7.cloudfront.net/cfx/st?key=value`. */
export interface ConnectUrl {
  /** `rtmp`, `rtmpt`, `rtmpe` or `rtmpte`. */
  readonly scheme: string;
  /** Without port. */
  readonly host: string;
  /** Without question mark; empty where there is none. */
  readonly query: string;
}

/** A connect string that leads nowhere. */
export interface UnusableConnectUrl {
  readonly error: ConnectError;
  readonly reason: string;
}

/** Scheme, host, path and query string. */
const CONNECT_URL = /^(rtmp|rtmpt|rtmpe|rtmpte):\/\/([^/:?#[\]]+|\[[\da-f:.]+\])(?::\d+)?(\/[^?]*)?(?:\?(.*))?$/is;

/** CloudFront's application and its instance [RTM-019]; the name of the default instance may follow. */
const APPLICATION = 'cfx';
const INSTANCE = /^st(\/_definst_)?$/;

/**
 * Reads what the `connect` command says.
 *
 * @param tcUrl the whole connect string
 * @param app   application and instance; players may leave it out
 */
export function readConnectUrl(tcUrl: string, app: string | undefined): ConnectUrl | UnusableConnectUrl {
  const [, scheme, host, path = '', query = ''] = CONNECT_URL.exec(tcUrl) ?? [];
  if (scheme === undefined) return { error: 'InvalidURI', reason: `${tcUrl || 'an empty text'} is no URL such as rtmp://DOMAIN/cfx/st` };
  const [ofApp, queryOfApp = ''] = (app ?? path).split(/\?(.*)/s);
  const [application, instance] = ofApp.replace(/^\/+|\/+$/g, '').split(/\/(.*)/s);
  if (application !== APPLICATION) return { error: 'InvalidURI', reason: `the application is ${application || 'missing'}; the URL path has to begin with /cfx/st` };
  if (instance === undefined || !INSTANCE.test(instance)) return { error: 'InvalidInstance', reason: `the instance of the application is ${instance || 'missing'}; it has to be st, as in /cfx/st` };
  return { scheme: scheme.toLowerCase(), host, query: query || queryOfApp };
}
