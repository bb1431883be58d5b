import { COUNTRIES, COUNTRY_PLACES, EDGE_LOCATIONS } from '../../src/config';
import { placeOf } from '../../src/edge';
import { ViewerRequest } from '../../src/edge/message';
import { latencyByDistance } from '../../src/edge/routing';

const viewer = (country: string | undefined, ip = '192.0.2.1'): ViewerRequest => ({ method: 'GET', url: '/', headers: [], protocol: 'https', httpVersion: '1.1', ip, country });

test('every country has a place on earth', () => {
  expect(COUNTRIES.filter((country) => COUNTRY_PLACES[country] === undefined)).toEqual([]);
  for (const [latitude, longitude] of Object.values(COUNTRY_PLACES) as [number, number][]) expect(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180).toBe(true);
});

test('every edge location has its own code, and is found by a name that begins with it', () => {
  expect(new Set(EDGE_LOCATIONS.map(({ code }) => code)).size).toBe(EDGE_LOCATIONS.length);
  expect([placeOf('FRA56-P6')?.city, placeOf('XXX1')]).toEqual(['Frankfurt', undefined]);
});

test('latency grows with distance, and is unknown where a place is', () => {
  const latency = latencyByDistance((ip) => (ip === '198.51.100.1' ? 'FR' : undefined));
  expect(latency(viewer('DE'), 'FRA1')!).toBeLessThan(latency(viewer('DE'), 'CDG1')!);
  expect(latency(viewer('DE'), 'CDG1')!).toBeLessThan(latency(viewer('DE'), 'SYD1')!);
  expect(latency(viewer(undefined, '198.51.100.1'), 'FRA1')).toBe(latency(viewer('FR'), 'FRA1'));
  expect(latency(viewer('fr'), 'FRA1')).toBe(latency(viewer('FR'), 'FRA1'));
  expect([latency(viewer(undefined), 'FRA1'), latency(viewer('DE'), 'XXX1')]).toEqual([undefined, undefined]);
});
