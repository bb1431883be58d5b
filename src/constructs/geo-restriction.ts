import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';

/** Which viewers may have the content of a distribution, by country. */
export class GeoRestriction {
  /** Only viewers in these countries.
   * @param countries ISO 3166-1 alpha-2 codes, in capitals, such as `DE` */
  public static allowlist(...countries: string[]): GeoRestriction {
    return new GeoRestriction('whitelist', countries);
  }

  /** All viewers but those in these countries.
   * @param countries ISO 3166-1 alpha-2 codes, in capitals, such as `DE` */
  public static denylist(...countries: string[]): GeoRestriction {
    return new GeoRestriction('blacklist', countries);
  }

  /** Viewers in all countries. */
  public static none(): GeoRestriction {
    return new GeoRestriction('none', undefined);
  }

  private constructor(private readonly restrictionType: string, private readonly locations: string[] | undefined) {}

  /** @internal */
  public _render(): CfnDistribution.RestrictionsProperty {
    return { geoRestriction: { restrictionType: this.restrictionType, locations: this.locations } };
  }
}
