import fc from 'fast-check';
import { decoded, encoded } from '../../../src/records/access-logs/encoding';

/** Characters and their codes in turn, as the guide prints them; the blank is the last. */
const TABLE = '< %3C > %3E " %22 # %23 % %25 { %7B } %7D | %7C \\ %5C ^ %5E ~ %7E [ %5B ] %5D ` %60 \' %27'.match(/\S+ \S+/g)!.map((pair) => pair.split(' ')).concat([[' ', '%20']]);

describe.each(['current', '2014-10-21'] as const)('in the edition %s', (edition) => {
  test.each(TABLE)('%s is written as %s [LOG-043] [DTD-181]', (character, code) => {
    expect(encoded(`a${character}b`, edition)).toBe(`a${code}b`);
  });

  test('all other visible characters of ASCII stay [LOG-043] [DTD-181]', () => {
    const visible = Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i)).filter((character) => !TABLE.some(([encodedOne]) => encodedOne === character)).join('');
    expect(visible).toMatch(/\(.*\).*,.*\/.*;/);
    expect(encoded(visible, edition)).toBe(visible);
  });

  test('control characters and bytes beyond ASCII are two upper-case digits each [LOG-044] [DTD-181]', () => {
    const bytes = [...Array(0x20).keys(), ...Array.from({ length: 0x80 }, (_, i) => 0x80 + i)];
    for (const byte of bytes) expect(encoded(String.fromCharCode(byte), edition)).toBe(`%${byte.toString(16).toUpperCase().padStart(2, '0')}`);
    expect(encoded(`a\t${Buffer.from('é').toString('latin1')}`, edition)).toBe('a%09%C3%A9');
  });

  test('a percent sign is encoded, also that of what is encoded already [LOG-045]', () => {
    expect(encoded('/my%20file.jpg', edition)).toBe('/my%2520file.jpg');
  });

  test('what is written is read as it was, but for a value that is a hyphen or nothing', () => {
    const value = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)), minLength: 1 }).filter((text) => text !== '-');
    fc.assert(fc.property(value, (text) => {
      const written = encoded(text, edition);
      expect(written).toMatch(/^[!-\x7f]+$/);
      expect(decoded(written)).toBe(text);
    }));
  });

  test('no value is a hyphen', () => {
    expect([encoded(undefined, edition), encoded('', edition)]).toEqual(['-', '-']);
    expect(decoded('-')).toBeUndefined();
  });
});

test('DEL stays in the edition of 2014, and is encoded today [LOG-044] [DTD-181]', () => {
  expect(encoded('\x7f', '2014-10-21')).toBe('\x7f');
  expect(encoded('\x7f', 'current')).toBe('%7F');
});

test('characters that no header has are the bytes of their UTF-8', () => {
  expect(encoded('€', 'current')).toBe('%E2%82%AC');
});
