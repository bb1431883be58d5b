import { testPage } from '../../src/local';

test.each([
  ['http://d1111111abcdef8.cloudfront.net/image.jpg', '<p><img src="http://d1111111abcdef8.cloudfront.net/image.jpg" alt="my test image"/></p>'],
  ['http://d1111111abcdef8.cloudfront.net/film.mp4', '<p><video src="http://d1111111abcdef8.cloudfront.net/film.mp4" controls></video></p>'],
  ['http://d1111111abcdef8.cloudfront.net/song.MP3', '<p><audio src="http://d1111111abcdef8.cloudfront.net/song.MP3" controls></audio></p>'],
  ['http://d1111111abcdef8.cloudfront.net/a.pdf?b=1&c="', '<p><a href="http://d1111111abcdef8.cloudfront.net/a.pdf?b=1&amp;c=&quot;">http://d1111111abcdef8.cloudfront.net/a.pdf?b=1&amp;c=&quot;</a></p>'],
])('a page shows %s [WEB-018]', (url, element) => {
  expect(testPage(url)).toMatch(/^<!DOCTYPE html>\n<html>\n<head>.*<title>My CloudFront Test<\/title><\/head>\n<body>\n/);
  expect(testPage(url).split('\n').slice(4)).toEqual(['<p>My text content goes here.</p>', element, '</body>', '</html>', '']);
});
