import { BlockList } from 'net';
import fc from 'fast-check';
import { addressDigits, isInNetwork, readNetwork } from '../../../src/edge/locator/address';

test.each([
  ['192.0.2.10', '00000000000000000000ffffc000020a'],
  ['::ffff:192.0.2.10', '00000000000000000000ffffc000020a'],
  ['::', '0'.repeat(32)],
  ['2001:db8::1', '20010db8000000000000000000000001'],
  ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
])('%s has the digits %s', (address, digits) => expect(addressDigits(address)).toBe(digits));

test.each(['', 'localhost', '192.0.2', '192.0.2.256', '2001:db8:::1'])('%j is no address', (address) => expect(addressDigits(address)).toBeUndefined());

test.each(['192.0.2.0/33', '192.0.2.0/', '192.0.2.0/x', '192.0.2.0/24/1', '2001:db8::/129', 'x/8'])('%j is no network', (text) => expect(readNetwork(text)).toBeUndefined());

test('an address is in a network as node says', () => {
  const address = fc.ipV4();
  fc.assert(fc.property(address, address, fc.integer({ min: 0, max: 32 }), (one, other, bits) => {
    const list = new BlockList();
    list.addSubnet(one, bits);
    expect(isInNetwork(other, `${one}/${bits}`)).toBe(list.check(other));
  }));
});

test.each([['192.0.2.1', '192.0.2.0/33'], ['localhost', '0.0.0.0/0'], ['', '']])('%j is not in %j', (address, network) => expect(isInNetwork(address, network)).toBe(false));

test('any address of IPv6 has the digits of its groups', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
    const text = groups.map((group) => group.toString(16)).join(':');
    expect(addressDigits(text)).toBe(groups.map((group) => group.toString(16).padStart(4, '0')).join(''));
    expect(addressDigits(new URL(`http://[${text}]/`).hostname.slice(1, -1))).toBe(addressDigits(text));
  }));
});
