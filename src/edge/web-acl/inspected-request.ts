import type { Exchange } from '../exchange';
import { cookieHeader, joinedHeader } from '../raw-headers';

/** Whether a request matches; undefined where that cannot be told on this machine, or does not apply to the request. */
export type Match = boolean | undefined;

/** A request as a web ACL looks at it: texts are bytes, one to a character. */
export class InspectedRequest {
  /** Labels that rules have added so far, with their namespaces. */
  public readonly labels = new Set<string>();
  /** Why statements of the rule that is being evaluated could not be answered. */
  private reasons: string[] = [];
  private cookiePairs: readonly (readonly [name: string, value: string])[] | undefined;
  private argumentPairs: readonly (readonly [name: string, value: string])[] | undefined;

  /** @param body the part of the body that is looked at; undefined where rules about it do not count [DTD-040] */
  public constructor(private readonly exchange: Exchange, public readonly body: InspectedBody | undefined) {}

  public get method(): string {
    return this.exchange.request.method;
  }

  public get path(): string {
    return this.exchange.path;
  }

  public get query(): string {
    return this.exchange.query;
  }

  public get ip(): string {
    return this.exchange.request.ip;
  }

  /** Milliseconds since the epoch. */
  public get now(): number {
    return this.exchange.now;
  }

  public get headers(): readonly string[] {
    return this.exchange.request.headers;
  }

  /** All values of a header, given in lower case, joined by commas; undefined when there is none. */
  public header(lower: string): string | undefined {
    return lower === 'cookie' ? cookieHeader(this.headers) : joinedHeader(this.headers, lower);
  }

  public get cookies(): readonly (readonly [name: string, value: string])[] {
    this.cookiePairs ??= pairs(cookieHeader(this.headers), ';');
    return this.cookiePairs;
  }

  /** The arguments of the query string, as they are written. */
  public get queryArguments(): readonly (readonly [name: string, value: string])[] {
    this.argumentPairs ??= pairs(this.query, '&');
    return this.argumentPairs;
  }

  public fingerprint(of: 'ja3' | 'ja4'): string | undefined {
    return this.exchange.request.tls?.()?.[of];
  }

  /** The country of an address: the viewer's, or one that a header says. */
  public countryOf(ip: string): string | undefined {
    const { location, request } = this.exchange;
    return ip === request.ip ? location.viewerCountry(request) : location.countryOf(ip)?.toUpperCase();
  }

  /** The region within the country, the second part of ISO 3166-2. */
  public regionOf(ip: string): string | undefined {
    return this.placeOf(ip)?.region;
  }

  /** The number of the autonomous system of an address. */
  public asnOf(ip: string): number | undefined {
    return this.placeOf(ip)?.asn;
  }

  /** Says why a statement is not answered; returns the answer that it gets. */
  public cannotTell(reason: string): undefined {
    if (!this.reasons.includes(reason)) this.reasons.push(reason);
    return undefined;
  }

  /** Why statements could not be answered since this was asked last. */
  public takeReasons(): readonly string[] {
    const { reasons } = this;
    if (reasons.length > 0) this.reasons = [];
    return reasons;
  }

  private placeOf(ip: string) {
    const { location, request } = this.exchange;
    return location.viewerPlace(ip === request.ip ? request : { ip });
  }
}

/** The beginning of a body, and whether there is more of it. */
export interface InspectedBody {
  readonly text: string;
  readonly isCut: boolean;
}

function pairs(text: string | undefined, separator: string): [name: string, value: string][] {
  if (text === undefined || text === '') return [];
  return text.split(separator).map((part) => {
    const item = separator === ';' ? part.trim() : part;
    const equals = item.indexOf('=');
    return equals < 0 ? [item, ''] : [item.slice(0, equals), item.slice(equals + 1)];
  });
}
