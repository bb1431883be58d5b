import fc from 'fast-check';
import { TextTransformation } from '../../../src/config';
import { TRANSFORMATIONS } from '../../../src/edge/web-acl/text-transformations';

const CASES: { readonly [name in TextTransformation]: readonly (readonly [text: string, changed: string])[] } = {
  NONE: [['A b', 'A b']],
  BASE64_DECODE: [['YWJj', 'abc'], ['YWI=', 'ab'], ['not base64!', 'not base64!']],
  BASE64_DECODE_EXT: [['Y W!J-j', 'abc']],
  CMD_LINE: [['C^m"D, /c  (DIR)', 'cmd /c(dir)'], ['a;b', 'a b'], ['a   /b', 'a/b']],
  COMPRESS_WHITE_SPACE: [['a \t\n\f\r\v\xa0b  c', 'a b c']],
  CSS_DECODE: [['ja\\vascript', 'javascript'], ['\\61 b', 'ab'], ['\\ff41', 'a']],
  ESCAPE_SEQ_DECODE: [['\\x41\\101\\n\\\\\\?\\q', 'AA\n\\?\\q']],
  HEX_DECODE: [['616263', 'abc'], ['6162zz', '6162zz']],
  HTML_ENTITY_DECODE: [['&lt;b&gt;&quot;&nbsp;&#x41;&#66;', '<b>"\xa0AB'], ['&unknown; &', '&unknown; &'], ['&#99999999;', '&#99999999;']],
  JS_DECODE: [['\\u0041\\uff42\\x43\\104\\n\\q', 'AbCD\nq']],
  LOWERCASE: [['AbÄ', 'abÄ']],
  MD5: [['abc', Buffer.from('900150983cd24fb0d6963f7d28e17f72', 'hex').toString('latin1')]],
  NORMALIZE_PATH: [['/a//b/./c/../d', '/a/b/d'], ['../a/..', '..'], ['/a/b/..', '/a/'], ['/', '/'], ['', ''], ['/..', '/..']],
  NORMALIZE_PATH_WIN: [['\\a\\\\b', '/a/b']],
  REMOVE_NULLS: [['a\0b', 'ab']],
  REMOVE_WHITESPACE: [[' a \tb\n', 'ab']],
  REPLACE_COMMENTS: [['a/* x */b/**/c', 'a b c'], ['a/* b', 'a '], ['a*/b', 'a*/b']],
  REPLACE_NULLS: [['a\0b', 'a b']],
  SHA256: [['', Buffer.from('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex').toString('latin1')]],
  SQL_HEX_DECODE: [['x=0x414243', 'x=ABC'], ['0x4', '0x4']],
  TRIM: [[' a b ', 'a b']],
  TRIM_LEFT: [[' a ', 'a ']],
  TRIM_RIGHT: [[' a ', ' a']],
  UPPERCASE: [['aBä', 'ABä']],
  URL_DECODE: [['a%20b+c%zz%4', 'a b c%zz%4'], ['%2541', '%41']],
  URL_DECODE_UNI: [['%u0041%uff22+%43', 'AB C']],
  UTF8_TO_UNICODE: [[Buffer.from('aé').toString('latin1'), 'a%u00e9']],
};

test.each(Object.entries(CASES).flatMap(([name, cases]) => cases.map(([text, changed]) => [name as TextTransformation, text, changed] as const)))('%s makes of %j %j', (name, text, changed) => {
  expect(TRANSFORMATIONS[name](text)).toBe(changed);
});

test('a transformation takes any bytes, makes bytes of them, and takes no time over long texts', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 40 });
  for (const transform of Object.values(TRANSFORMATIONS)) {
    fc.assert(fc.property(bytes, (text) => expect([...transform(text)].every((character) => character.charCodeAt(0) < 256)).toBe(true)), { numRuns: 50 });
    for (const unit of [' ', '/', '/*', '\\', '&#', '0x', '%u', ' (', '../']) transform(unit.repeat(65_536 / unit.length));
  }
});
