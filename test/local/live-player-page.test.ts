import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { livePlayerEmbed } from '../../src/config';
import { livePlayerPage } from '../../src/local';

const MANIFEST = 'http://d123.cloudfront.net/LiveSmoothStream.isml/manifest';

test('the code for Silverlight is that of the guide, but for the misprinted name of a parameter [MED-054]', () => {
  const rows = readFileSync(join(__dirname, '..', '..', 'docs', 'spec', '31-media-workflows.yaml'), 'utf8');
  const [, literal] = /id: MED-054\n[^]*?literal: \|\n\s+(<object.*<\/object>)/.exec(rows)!;
  const expected = literal.replace('mediurl=', 'mediaurl=').replace('http://d...cloudfront.net/LiveSmoothStream.isml/manifest', MANIFEST).replace(/ \/>/g, '/>');
  expect(livePlayerEmbed('Silverlight', MANIFEST, '')).toBe(expected);
});

test('a page has nothing but the player, and nothing in a URL leaves its place', () => {
  const page = livePlayerPage('Strobe Media Playback', 'http://example.com/"><script>', 'http://example.com/"><script>');
  expect(page).toMatch(/^<!DOCTYPE html>\n<html>\n<head>.*<\/head>\n<body>\n<object .*<\/object>\n<\/body>\n<\/html>\n$/);
  expect(page).not.toContain('<script');
});
