import { remembered, viewerCountry } from '../../../src/edge/locator/viewer-country';

const countryOf = (ip: string) => (ip === '192.0.2.1' ? 'de' : undefined);

test.each([
  [{ ip: '192.0.2.1' }, 'DE'],
  [{ ip: '192.0.2.1', country: 'fr' }, 'FR'],
  [{ ip: '192.0.2.2' }, undefined],
])('the country of %j is %s', (request, country) => expect(viewerCountry(request, countryOf)).toBe(country));

test('without a way to look addresses up, a viewer has the country that it says, or none', () => {
  expect([viewerCountry({ ip: '192.0.2.1' }), viewerCountry({ ip: '192.0.2.1', country: 'fr' })]).toEqual([undefined, 'FR']);
});

test('an address is looked up once, also one whose country is not known', () => {
  const asked: string[] = [];
  const lookUp = remembered((ip) => {
    asked.push(ip);
    return countryOf(ip);
  });
  expect(['192.0.2.1', '192.0.2.2', '192.0.2.1', '192.0.2.2'].map(lookUp)).toEqual(['de', undefined, 'de', undefined]);
  expect(asked).toEqual(['192.0.2.1', '192.0.2.2']);
});

test('no more addresses are remembered than 10,000', () => {
  let asked = 0;
  const lookUp = remembered(() => String(++asked));
  for (let i = 0; i < 10_001; i++) lookUp(String(i));
  expect([lookUp('10000'), lookUp('0')]).toEqual(['10001', '10002']);
});
