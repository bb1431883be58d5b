import fc from 'fast-check';
import { Hosts, withoutPort } from '../../src/edge/hosts';

function hosts(...names: readonly string[]): Hosts<string> {
  const table = new Hosts<string>();
  for (const name of names) table.add(name, name);
  return table;
}

test.each([
  ['www.example.com', 'www.example.com'],
  ['WWW.Example.com:8080', 'www.example.com'],
  ['shop.example.com', '*.example.com'],
  ['a.b.example.com', '*.example.com'],
  ['a.shop.example.com', '*.shop.example.com'],
  ['example.com', undefined],
  ['example.org', undefined],
  ['', undefined],
])('the host %j is that of %s', (host, owner) => {
  expect(hosts('*.example.com', 'www.example.com', '*.shop.example.com').find(host)).toBe(owner);
});

test('of two owners of a name the first one keeps it', () => {
  const table = hosts('www.example.com');
  table.add('WWW.example.com', 'another');
  expect(table.find('www.example.com')).toBe('www.example.com');
});

test('taking the port off leaves every name and address whole', () => {
  fc.assert(fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6().map((address) => `[${address}]`)), fc.nat(65535), (host, port) => {
    expect(withoutPort(`${host}:${port}`)).toBe(host);
    expect(withoutPort(host)).toBe(host);
  }));
});
