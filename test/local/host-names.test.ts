import fc from 'fast-check';
import { distribution } from './distributions';
import { HostNames, isAddress, localHostNamesOf } from '../../src/local/host-names';

const SITE = distribution('Site', 'd111.cloudfront.net', 'www.example.com', '*.example.org');
const SHOP = distribution('Shop', 'd222.cloudfront.net', 'shop.example.com');

describe('the Host of a local request', () => {
  const names = new HostNames([SITE, SHOP]);

  test.each([
    ['the logical id', 'site.localhost', 'd111.cloudfront.net'],
    ['the logical id, whatever the case', 'SITE.LocalHost', 'd111.cloudfront.net'],
    ['the id', 'eshop.localhost', 'd222.cloudfront.net'],
    ['the first label of the domain name', 'd222.localhost', 'd222.cloudfront.net'],
    ['the domain name', 'd222.cloudfront.net.localhost', 'd222.cloudfront.net'],
    ['an alias', 'shop.example.com.localhost', 'shop.example.com'],
  ])('below .localhost may be %s', (_title, host, seen) => {
    expect(names.resolve(host)).toBe(seen);
    expect(names.resolve(`${host}:8080`)).toBe(seen);
  });

  test.each(['localhost', 'localhost:8080', '127.0.0.1', '127.0.0.1:8080', '[::1]:8080'])('%s is the first distribution', (host) => {
    expect(names.resolve(host)).toBe('d111.cloudfront.net');
  });

  test('localhost is the distribution whose own port it is', () => {
    expect(names.resolve('localhost:8081', 'd222.cloudfront.net')).toBe('d222.cloudfront.net');
    expect(names.resolve('site.localhost:8081', 'd222.cloudfront.net')).toBe('d111.cloudfront.net');
  });

  test('any other name stays as it is, but for the port', () => {
    expect(names.resolve('www.example.com:8080')).toBe('www.example.com');
    expect(names.resolve('Unknown.example.net')).toBe('Unknown.example.net');
    expect(names.resolve('nobody.localhost')).toBe('nobody.localhost');
  });

  test('is nobody without distributions', () => {
    expect(new HostNames([]).resolve('localhost:8080')).toBe('localhost');
  });

  test('follows the distributions of a changed template', () => {
    const changing = new HostNames([SITE]);
    changing.update([SHOP]);
    expect(changing.resolve('site.localhost')).toBe('site.localhost');
    expect(changing.resolve('127.0.0.1')).toBe('d222.cloudfront.net');
  });

  test('of two distributions with the same name is the first', () => {
    expect(new HostNames([SITE, distribution('Site', 'd333.cloudfront.net')]).resolve('site.localhost')).toBe('d111.cloudfront.net');
  });
});

test('a distribution has names of this machine for its id, its domain name and its aliases, but for wildcards', () => {
  expect(localHostNamesOf(SITE)).toEqual(expect.arrayContaining(['d111.cloudfront.net.localhost', 'site.localhost', 'www.example.com.localhost']));
  expect(localHostNamesOf(SITE).join()).not.toContain('*');
});

test('addresses are told from names', () => {
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6().map((address) => `[${address}]`)), (address) => isAddress(address)));
  fc.assert(fc.property(fc.domain(), (name) => !isAddress(name)));
});
