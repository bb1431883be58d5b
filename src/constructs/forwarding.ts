import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';

/** Which cookies are sent to the origin, and tell cached objects apart. */
export class CookieForwarding {
  /** All cookies. */
  public static all(): CookieForwarding {
    return new CookieForwarding('all', undefined);
  }

  /** No cookies. */
  public static none(): CookieForwarding {
    return new CookieForwarding('none', undefined);
  }

  /** The cookies of these names alone.
   * @param names names, with `*` for any characters and `?` for one */
  public static allowlist(...names: string[]): CookieForwarding {
    return new CookieForwarding('whitelist', names);
  }

  private constructor(private readonly forward: string, private readonly names: string[] | undefined) {}

  /** @internal */
  public _render(): CfnDistribution.CookiesProperty {
    return { forward: this.forward, whitelistedNames: this.names };
  }
}

/**
 * The older way to say what is sent to the origin and what tells cached objects apart, for behaviors without a cache policy.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export interface Forwarding {
  /**
   * Whether query strings are sent to the origin and tell objects apart.
   * @default false
   */
  readonly queryString?: boolean;

  /**
   * The query string parameters that tell objects apart, while all of them are sent to the origin.
   * @default - all parameters, when query strings are forwarded
   */
  readonly queryStringCacheKeys?: string[];

  /**
   * Which cookies are sent to the origin and tell objects apart.
   * @default CookieForwarding.none()
   */
  readonly cookies?: CookieForwarding;

  /**
   * Names of the headers that are sent to the origin and tell objects apart; `*` alone for all, which ends caching.
   * @default - none
   */
  readonly headers?: string[];
}

/** The CloudFormation value of what is forwarded; nothing is added to what the user wrote. */
export function renderForwarding({ queryString = false, queryStringCacheKeys, cookies, headers }: Forwarding): CfnDistribution.ForwardedValuesProperty {
  return { queryString, queryStringCacheKeys, cookies: cookies?._render(), headers };
}
