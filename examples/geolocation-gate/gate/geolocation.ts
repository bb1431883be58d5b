/** Where an address is, as a geolocation service tells. */
export interface Place {
  readonly country: string;
  readonly region?: string;
  readonly city?: string;
  readonly postal?: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** A geolocation service: your account with one of the many. */
export interface Geolocation {
  /** Undefined for an address that the service does not know. */
  locate(address: string): Promise<Place | undefined>;
}

/** A service that answers `GET URL/ADDRESS` with JSON, as most do. */
export class HttpGeolocation implements Geolocation {
  public constructor(private readonly url: string) {}

  public async locate(address: string): Promise<Place | undefined> {
    const response = await fetch(`${this.url}/${encodeURIComponent(address)}`);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the geolocation service answered ${response.status}`);
    return await response.json() as Place;
  }
}
