import { countryCode } from '../../src/cli/country';

test('a country is two letters, in capitals from then on', () => {
  expect(countryCode('de')).toBe('DE');
});

test.each(['', 'D', 'DEU', 'Germany', '49', 'XX'])('%j is no country', (text) => {
  expect(() => countryCode(text)).toThrow(/such as DE/);
});

test('the United Kingdom is GB', () => {
  expect(() => countryCode('uk')).toThrow(/is GB/);
  expect(countryCode('gb')).toBe('GB');
});
