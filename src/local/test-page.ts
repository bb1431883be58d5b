import { extname } from 'node:path';
import { escapeXml } from '../config';

/** Elements that show an object in a page, by the extensions of its name; anything else is linked. */
const ELEMENTS: readonly (readonly [extensions: readonly string[], element: (url: string) => string])[] = [
  [['.avif', '.gif', '.ico', '.jpeg', '.jpg', '.png', '.svg', '.webp'], (url) => `<img src="${url}" alt="my test image"/>`],
  [['.m4v', '.mov', '.mp4', '.ogv', '.webm'], (url) => `<video src="${url}" controls></video>`],
  [['.aac', '.m4a', '.mp3', '.ogg', '.wav'], (url) => `<audio src="${url}" controls></audio>`],
];

/** A page that shows an object, to try out a distribution with [WEB-018]. */
export function testPage(url: string): string {
  const shown = escapeXml(url);
  const extension = extname(url.split('?')[0]).toLowerCase();
  const element = ELEMENTS.find(([extensions]) => extensions.includes(extension))?.[1](shown) ?? `<a href="${shown}">${shown}</a>`;
  return [
    '<!DOCTYPE html>',
    '<html>',
    '<head><meta charset="utf-8"><title>My CloudFront Test</title></head>',
    '<body>',
    '<p>My text content goes here.</p>',
    `<p>${element}</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
