import { COUNTRY_NAMES } from '../config/facts/countries';

/** A country that content can be restricted by. */
export interface Country {
  /** Its code by ISO 3166-1 alpha-2, such as `LI`. */
  readonly code: string;
  /** Its name in English, such as `Liechtenstein`. */
  readonly name: string;
}

/** The countries that CloudFront knows. */
export class Countries {
  /** The countries whose names begin so, in the order of their names; upper and lower case are the same.
   * @param beginning such as `United` */
  public static find(beginning: string): Country[] {
    return Object.entries(COUNTRY_NAMES)
      .filter(([, name]) => name.toLowerCase().startsWith(beginning.toLowerCase()))
      .map(([code, name]) => ({ code, name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private constructor() {}
}
