import { assert, property, webPath } from 'fast-check';
import { meansUrl } from '../../../src/edge/signing/resource-pattern';

const HOST = 'd111111abcdef8.cloudfront.net';

function means(resource: string, url: string): boolean {
  const [, protocol, domain, path, query] = /^(\w+):\/\/([^/]+)([^?]*)(?:\?(.*))?$/.exec(url)!;
  return meansUrl(resource, { protocol, domain, path, query });
}

test.each([
  [`http*://${HOST}/*game_download.zip*`, ['http', 'https'].flatMap((protocol) => ['/game_download.zip', '/example_game_download.zip?license=yes', '/test_game_download.zip?license=temp'].map((path) => `${protocol}://${HOST}${path}`)), [`http://${HOST}/game_download.tar`]],
  [`http://${HOST}/a.jpg?x=1`, [`http://${HOST}/a.jpg?x=1`], [`http://${HOST}/a.jpg`, `http://${HOST}/a.jpg?x=2`, `https://${HOST}/a.jpg?x=1`]],
  [`http://${HOST}/a.jpg\\?x=1`, [`http://${HOST}/a.jpg?x=1`], [`http://${HOST}/a.jpg?x=2`]],
  [`http://${HOST}/a.jpg`, [`http://${HOST}/a.jpg`], [`http://${HOST}/a.jpg?x=1`, `http://${HOST}/b.jpg`]],
  [`http://${HOST}/a?x=*`, [`http://${HOST}/a?x=`, `http://${HOST}/a?x=1`], [`http://${HOST}/b?x=1`, `http://${HOST}/a?y=1`]],
  [`http://${HOST}/a?b?x=1`, [`http://${HOST}/a?b?x=1`, `http://${HOST}/axb?x=1`], [`http://${HOST}/ab?x=1`, `http://${HOST}/axb?x=2`]],
  [`http://${HOST}`, [`http://${HOST}/`], [`http://${HOST}/?x=1`, `http://${HOST}/a`]],
  ['http://example.com*', ['http://EXAMPLE.com/a'], ['http://example.net/a']],
  [`http://${HOST}/img?.jpg`, [`http://${HOST}/img1.jpg`], [`http://${HOST}/img.jpg`, `http://${HOST}/img10.jpg`]],
  [`http://${HOST}/training/*`, [`http://${HOST}/training/orientation.pdf`, `http://${HOST}/training/2013/q1/slides.pdf`, `http://${HOST}/training/a?b=1`], [`http://${HOST}/trainings.pdf`]],
  ['http://*', [`http://${HOST}/`, 'http://www.example.com/a?b=1'], [`https://${HOST}/`]],
  ['*', [`http://${HOST}/`, 'https://www.example.com/a?b=1'], []],
  ['https://www.example.com/hello*world', ['https://www.example.com/helloworld', 'https://www.example.com/hello-world'], ['https://www.example.net/hello-world', 'https://www.example.com/hello?world']],
  ['http://example.com*', ['http://example.com/a/b?c=1', 'http://example.com/'], ['https://example.com/a']],
  ['*example.com', ['https://www.example.com/', 'http://example.com/'], ['https://www.example.com/a', 'https://www.example.net/']],
  ['*://WWW.example.com/a', ['https://www.example.com/a'], ['https://www.example.com/A']],
  ['www.example.com/a', [], ['https://www.example.com/a']],
])('%s means these URLs and no others [SIG-074] [SIG-075] [SIG-076]', (resource, meant, others) => {
  expect(meant.filter((url) => !means(resource, url))).toEqual([]);
  expect(others.filter((url) => means(resource, url))).toEqual([]);
});

test('a URL means itself, whatever its path and query string', () => {
  assert(property(webPath(), (path) => {
    const url = `https://${HOST}/${path.replace(/[*?]/g, '')}?a=b`;
    expect(means(url, url)).toBe(true);
  }));
});
