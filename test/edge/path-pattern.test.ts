import fc from 'fast-check';
import { normalizedPath, pathMatcher } from '../../src/edge/path-pattern';

test.each<[string, string, boolean]>([
  ['/images/*.jpg', '/images/a.JPG', false],
  ['/*', '/', true],
  ['/exact', '/exact', true],
  ['/exact', '/exact/', false],
  ['/api/*', '/api', false],
])('%s and %s', (pattern, path, matches) => expect(pathMatcher(pattern)(path)).toBe(matches));

/** Checks which paths a pattern matches, and which it does not. */
function expectMatches(pattern: string, matching: readonly string[], others: readonly string[]): void {
  const matches = pathMatcher(pattern);
  expect([...matching, ...others].filter(matches)).toEqual(matching);
}

test.each<[string, string[], string[]]>([
  ['/*.jpg', ['/a.jpg', '/images/a.jpg', '/x/y/z.jpg'], ['/LOGO.JPG', '/a.jpeg']],
  ['/images/*.jpg', ['/images/a.jpg', '/images/sub/b.jpg'], ['/a.jpg', '/other/images/a.jpg']],
  ['/a*.jpg', ['/apple.jpg', '/appalachian_trail_2012_05_21.jpg', '/abra/cadabra/magic.jpg'], ['/images/apple.jpg', '/Apple.jpg']],
  ['/a??.jpg', ['/ant.jpg', '/abe.jpg'], ['/a.jpg', '/at.jpg', '/anna.jpg', '/images/ant.jpg']],
  ['/a???.jpg', ['/anna.jpg'], ['/ant.jpg', '/abe.jpg']],
  ['/*.doc*', ['/x.doc', '/x.docx', '/dir/x.docm'], ['/x.pdf']],
  ['/*.doc?', ['/x.docx', '/x.docm'], ['/x.doc']],
])('the example %s of the guide [WEB-080]', expectMatches);

test('a pattern for a directory covers its subdirectories [WEB-074]', () => {
  expectMatches('/images/*.jpg', ['/images/a.jpg', '/images/product1/a.jpg', '/images/product2/b.jpg'], ['/img/a.jpg']);
});

test('* stands for any number of characters, none included [WEB-078]', () => {
  expectMatches('/a*.jpg', ['/a.jpg', '/ab.jpg', '/appalachian_trail_2012_05_21.jpg'], ['/b.jpg']);
});

test('? stands for exactly one character [WEB-079]', () => {
  expectMatches('/a??.jpg', ['/ant.jpg', '/abe.jpg'], ['/a.jpg', '/an.jpg', '/anna.jpg']);
});

test('the whole path must match [WEB-081]', () => {
  expectMatches('/images/*.jpg', ['/images/a.jpg'], ['/images/a.jpg.bak', '/x/images/a.jpg']);
  expectMatches('/a*.jpg', ['/a.jpg'], ['/images/apple.jpg']);
});

test('? stands for a slash as well [WEB-082]', () => expectMatches('/a?c', ['/abc', '/a/c'], ['/ac']));

test('all other characters stand for themselves [WEB-083]', () => {
  expectMatches('/a.b+c', ['/a.b+c'], ['/aXb+c', '/a.bbc']);
  expectMatches('/*.$~\'"@:&+-_', ['/x.$~\'"@:&+-_'], ['/x']);
});

test('/*.doc? does not cover .doc, /*.doc* does [WEB-084]', () => {
  expectMatches('/*.doc?', ['/letter.docx'], ['/letter.doc']);
  expectMatches('/*.doc*', ['/letter.doc', '/letter.docx', '/letter.docm'], []);
});

test('the leading slash may be left out [WEB-085]', () => {
  for (const pattern of ['images/*.jpg', '/images/*.jpg']) expectMatches(pattern, ['/images/a.jpg', '/images/deep/a.jpg'], ['/a.jpg']);
  for (const pattern of ['*.jpg', '/*.jpg']) expectMatches(pattern, ['/x/a.jpg'], ['/x/a.gif']);
});

test('case counts [WEB-089]', () => expectMatches('/*.jpg', ['/logo.jpg'], ['/LOGO.JPG']));

test.each([
  ['/a/b', '/a/b'], ['/a/b/..', '/a/'], ['/a/b/../c', '/a/c'], ['/a/./b', '/a/b'], ['/a/.', '/a/'], ['/../../a', '/a'], ['/..', '/'], ['//a///b//', '/a/b/'], ['//', '/'],
  ['/a/%2e%2E/b', '/b'], ['/%70rivate/a%7Eb', '/private/a~b'], ['/a%2Fb%20c%zz%', '/a%2Fb%20c%zz%'], ['/a%c3%a9', '/a%c3%a9'], ['/.a/..b/c..', '/.a/..b/c..'], ['/', '/'], ['', ''],
])('the normal form of %j is %j', (path, normal) => expect(normalizedPath(path)).toBe(normal));

test.each(Array.from({ length: 256 }, (_, code) => `%${code.toString(16).padStart(2, '0')}`))('/a%s is decoded only where the character is unreserved', (encoded) => {
  const character = String.fromCharCode(parseInt(encoded.slice(1), 16));
  for (const written of [encoded, encoded.toUpperCase()]) expect(normalizedPath(`/a${written}`)).toBe(/^[A-Za-z0-9._~-]$/.test(character) ? `/a${character}` : `/a${written}`);
});

test('a normal form is its own', () => {
  const path = fc.array(fc.constantFrom('a', '.', '..', '', '%2e', '%2E%2e', '%61', '%2f', 'b.'), { minLength: 1 }).map((segments) => `/${segments.join('/')}`);
  fc.assert(fc.property(path, (given) => {
    const normal = normalizedPath(given);
    return normal.startsWith('/') && normalizedPath(normal) === normal && !/\/\/|\/\.\.?(\/|$)/.test(normal);
  }));
});

test('ways of writing a path that lead to the same object have one normal form, which patterns match or not', () => {
  const matches = pathMatcher('/private/*');
  const isPrivate = (path: string) => matches(normalizedPath(path));
  for (const path of ['/private/a', '/x/../private/a', '//private//a', '/%70rivate/a', '/x/%2e%2e/private/a']) expect([path, isPrivate(path)]).toEqual([path, true]);
  for (const path of ['/private/../a', '/private/%2e%2e/a', '/x/private/a']) expect([path, isPrivate(path)]).toEqual([path, false]);
});
