import { configOf, errors, newSite, newStack } from './site';
import { Countries, GeoRestriction } from '../../src';
import { COUNTRIES } from '../../src/config';

test('a country is found by the first characters of its name [GEO-008]', () => {
  expect(Countries.find('Liech')).toEqual([{ code: 'LI', name: 'Liechtenstein' }]);
  expect(Countries.find('liech')).toEqual(Countries.find('Liech'));
  expect(Countries.find('Atlantis')).toEqual([]);
});

test('several are restricted at once [GEO-008]', () => {
  const stack = newStack();
  newSite(stack, { geoRestriction: GeoRestriction.allowlist(...Countries.find('United').map(({ code }) => code)) });
  expect(configOf(stack).Restrictions.GeoRestriction).toEqual({ RestrictionType: 'whitelist', Locations: ['AE', 'GB', 'US', 'UM'] });
  expect(errors(stack)).toEqual([]);
});

test('every country has a name of its own', () => {
  const all = Countries.find('');
  expect(all.map(({ code }) => code).sort()).toEqual([...COUNTRIES].sort());
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});
