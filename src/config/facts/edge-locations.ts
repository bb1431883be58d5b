/** The regions by which CloudFront bills, and from which price classes are made; the less expensive first [RPT-021]. */
export const BILLING_REGIONS = ['US', 'CA', 'EU', 'ME', 'ZA', 'JP', 'AP', 'IN', 'SA', 'AU'] as const;

/** One of them. */
export type BillingRegion = typeof BILLING_REGIONS[number];

/** Their names, as charts show them. */
export const BILLING_REGION_NAMES: { readonly [region in BillingRegion]: string } = {
  US: 'United States', CA: 'Canada', EU: 'Europe', ME: 'Middle East', ZA: 'South Africa', JP: 'Japan', AP: 'Asia Pacific', IN: 'India', SA: 'South America', AU: 'Australia',
};

/** An edge location, as a place on earth. */
export interface EdgeLocationPlace {
  /** The three letters with which its name begins: the code of an airport nearby. */
  readonly code: string;
  readonly city: string;
  readonly region: BillingRegion;
  readonly latitude: number;
  readonly longitude: number;
}

/** The regions of each price class, by edition [DST-139]. A region that is not listed here belongs to `PriceClass_All` alone. */
export const PRICE_CLASSES: { readonly [edition in 'current' | '2014-10-21']: { readonly [priceClass: string]: readonly BillingRegion[] | undefined } } = {
  'current': { PriceClass_100: ['US', 'CA', 'EU'], PriceClass_200: ['US', 'CA', 'EU', 'ME', 'ZA', 'JP', 'AP', 'IN'] },
  '2014-10-21': { PriceClass_100: ['US', 'EU'], PriceClass_200: ['US', 'EU', 'JP', 'AP', 'IN'] },
};

/** The lowest price class that has a billing region. */
export function priceClassOf(region: BillingRegion, edition: 'current' | '2014-10-21' = 'current'): string {
  return Object.entries(PRICE_CLASSES[edition]).find(([, regions]) => regions?.includes(region))?.[0] ?? 'PriceClass_All';
}

const place = (code: string, city: string, region: BillingRegion, latitude: number, longitude: number): EdgeLocationPlace => (
  { code, city, region, latitude, longitude }
);

/** Cities with edge locations, as AWS lists them, with their place in degrees. */
export const EDGE_LOCATIONS: readonly EdgeLocationPlace[] = [
  place('IAD', 'Ashburn', 'US', 39, -77.5), place('ATL', 'Atlanta', 'US', 33.6, -84.4), place('BOS', 'Boston', 'US', 42.4, -71),
  place('ORD', 'Chicago', 'US', 42, -87.9),
  place('DFW', 'Dallas', 'US', 32.9, -97), place('DEN', 'Denver', 'US', 39.9, -104.7), place('IAH', 'Houston', 'US', 30, -95.3), place('LAX', 'Los Angeles', 'US', 33.9, -118.4),
  place('MIA', 'Miami', 'US', 25.8, -80.3), place('MSP', 'Minneapolis', 'US', 44.9, -93.2), place('JFK', 'New York', 'US', 40.6, -73.8), place('EWR', 'Newark', 'US', 40.7, -74.2),
  place('PHX', 'Phoenix', 'US', 33.4, -112), place('SEA', 'Seattle', 'US', 47.4, -122.3), place('SFO', 'San Francisco', 'US', 37.6, -122.4), place('QRO', 'Querétaro', 'US', 20.6, -100.2),
  place('YUL', 'Montreal', 'CA', 45.5, -73.7), place('YTO', 'Toronto', 'CA', 43.7, -79.6), place('YVR', 'Vancouver', 'CA', 49.2, -123.2),
  place('AMS', 'Amsterdam', 'EU', 52.3, 4.8), place('ATH', 'Athens', 'EU', 37.9, 23.9), place('TXL', 'Berlin', 'EU', 52.6, 13.3), place('BRU', 'Brussels', 'EU', 50.9, 4.5),
  place('CPH', 'Copenhagen', 'EU', 55.6, 12.7), place('DUB', 'Dublin', 'EU', 53.4, -6.3), place('DUS', 'Düsseldorf', 'EU', 51.3, 6.8), place('FRA', 'Frankfurt', 'EU', 50, 8.6),
  place('HEL', 'Helsinki', 'EU', 60.3, 25), place('LIS', 'Lisbon', 'EU', 38.8, -9.1), place('LHR', 'London', 'EU', 51.5, -0.5), place('MAD', 'Madrid', 'EU', 40.5, -3.6),
  place('MAN', 'Manchester', 'EU', 53.4, -2.3), place('MRS', 'Marseille', 'EU', 43.4, 5.2), place('MXP', 'Milan', 'EU', 45.6, 8.7), place('MUC', 'Munich', 'EU', 48.4, 11.8),
  place('OSL', 'Oslo', 'EU', 60.2, 11.1), place('CDG', 'Paris', 'EU', 49, 2.5), place('PRG', 'Prague', 'EU', 50.1, 14.3), place('FCO', 'Rome', 'EU', 41.8, 12.2),
  place('SOF', 'Sofia', 'EU', 42.7, 23.4), place('ARN', 'Stockholm', 'EU', 59.7, 17.9), place('TLV', 'Tel Aviv', 'EU', 32, 34.9), place('VIE', 'Vienna', 'EU', 48.1, 16.6),
  place('WAW', 'Warsaw', 'EU', 52.2, 21), place('ZRH', 'Zurich', 'EU', 47.5, 8.6),
  place('BAH', 'Bahrain', 'ME', 26.3, 50.6), place('DXB', 'Dubai', 'ME', 25.3, 55.4),
  place('CPT', 'Cape Town', 'ZA', -34, 18.6), place('JNB', 'Johannesburg', 'ZA', -26.1, 28.2), place('LOS', 'Lagos', 'ZA', 6.6, 3.3), place('NBO', 'Nairobi', 'ZA', -1.3, 36.9),
  place('KIX', 'Osaka', 'JP', 34.4, 135.2), place('NRT', 'Tokyo', 'JP', 35.8, 140.4),
  place('BKK', 'Bangkok', 'AP', 13.7, 100.7), place('HAN', 'Hanoi', 'AP', 21.2, 105.8), place('HKG', 'Hong Kong', 'AP', 22.3, 113.9), place('CGK', 'Jakarta', 'AP', -6.1, 106.7),
  place('KUL', 'Kuala Lumpur', 'AP', 2.7, 101.7), place('MNL', 'Manila', 'AP', 14.5, 121), place('ICN', 'Seoul', 'AP', 37.5, 126.4), place('SIN', 'Singapore', 'AP', 1.4, 104),
  place('TPE', 'Taipei', 'AP', 25.1, 121.2),
  place('BLR', 'Bengaluru', 'IN', 13.2, 77.7), place('MAA', 'Chennai', 'IN', 13, 80.2), place('HYD', 'Hyderabad', 'IN', 17.2, 78.4), place('CCU', 'Kolkata', 'IN', 22.7, 88.4),
  place('BOM', 'Mumbai', 'IN', 19.1, 72.9), place('DEL', 'New Delhi', 'IN', 28.6, 77.1),
  place('BOG', 'Bogotá', 'SA', 4.7, -74.1), place('EZE', 'Buenos Aires', 'SA', -34.8, -58.5), place('LIM', 'Lima', 'SA', -12, -77.1), place('GIG', 'Rio de Janeiro', 'SA', -22.8, -43.3),
  place('SCL', 'Santiago', 'SA', -33.4, -70.8), place('GRU', 'São Paulo', 'SA', -23.4, -46.5),
  place('AKL', 'Auckland', 'AU', -37, 174.8), place('MEL', 'Melbourne', 'AU', -37.7, 144.8), place('PER', 'Perth', 'AU', -31.9, 116), place('SYD', 'Sydney', 'AU', -33.9, 151.2),
];
