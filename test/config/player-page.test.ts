import { runInNewContext } from 'node:vm';
import { playerPage } from '../../src/config';

const PLACES = { player: 'https://d1234.cloudfront.net', streamer: 'rtmp://s5678.cloudfront.net/cfx/st' };

/** What the script in a page calls its player with, and where the player is from. */
function calledBy(page: string): { readonly script: string | undefined; readonly arguments: readonly unknown[] } {
  const called: unknown[] = [];
  const [, code] = /<script>(.*)<\/script>/.exec(page)!;
  runInNewContext(code, {
    jwplayer: (id: string) => ({ setup: (config: unknown) => called.push(id, config) }),
    flowplayer: (...given: unknown[]) => called.push(...given),
  });
  // Values of the page's own world become ones of this.
  return { script: /<script src="([^"]+)"/.exec(page)?.[1], arguments: JSON.parse(JSON.stringify(called)) };
}

test.each(['my-vacation.mp4', 'videos/clip.flv'])('JW Player is loaded from the web distribution, and plays the streamer with the key %s [MED-098] [RTM-036]', (objectName) => {
  const page = playerPage('JW Player', { ...PLACES, objectName });
  expect(calledBy(page)).toEqual({
    script: 'https://d1234.cloudfront.net/jwplayer.js',
    arguments: ['mediaplayer', { file: `rtmp://s5678.cloudfront.net/cfx/st/${objectName}`, width: '720', height: '480' }],
  });
  expect(page).toContain('<div id="mediaplayer"></div>');
});

test('Flowplayer is given its plug-in for RTMP from the web distribution, and the stream by a link [MED-095] [RTM-036]', () => {
  const page = playerPage('Flowplayer', { player: 'http://d1234.cloudfront.net', streamer: 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st', objectName: 'my-vacation.mp4' });
  expect(page).toContain('<a class="rtmp" href="mp4:my-vacation.mp4"');
  expect(calledBy(page)).toEqual({
    script: 'http://d1234.cloudfront.net/flowplayer-3.2.11.min.js',
    arguments: ['a.rtmp', 'http://d1234.cloudfront.net/flowplayer-3.2.12.swf', {
      clip: { provider: 'rtmp' },
      plugins: { rtmp: { url: 'http://d1234.cloudfront.net/flowplayer.rtmp-3.2.10.swf', netConnectionUrl: 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st' } },
    }],
  });
});

test.each([
  [
    'mp4:example/video.mp4?Policy=ewogICJT_&Signature=ewtHqEXK~68tsZt-eOf_&Key-Pair-Id=PK12345EXAMPLE',
    'mp4:example/video.mp4%3FPolicy%3DewogICJT_%26Signature%3DewtHqEXK~68tsZt-eOf_%26Key-Pair-Id%3DPK12345EXAMPLE',
  ],
  ['example/video?Policy=a', 'example/video%3FPolicy%3Da'],
  ['example/video.flv', 'example/video'],
  ['mp4:example/video', 'mp4:example/video'],
])('SWFObject embeds player.swf of the web distribution, with the streamer and the name of the stream: %s [RTM-123] [SIG-096]', (objectName, file) => {
  const page = playerPage('SWFObject', { player: 'http://d841721fxaaqy9.cloudfront.net', streamer: 'rtmp://s33r3xe4ayhhis.cloudfront.net/cfx/st', objectName });
  const called: unknown[][] = [];
  const [, code] = /<script>([^]*)<\/script>/.exec(page)!;
  const note = (name: string) => (...given: unknown[]) => called.push([name, ...given]);
  runInNewContext(code, { SWFObject: class { public constructor(...given: unknown[]) { return Object.assign(this, { addParam: note('param'), addVariable: note('variable'), write: note('write') }, note('new')(...given)); } } });
  expect(called).toEqual([
    ['new', 'http://d841721fxaaqy9.cloudfront.net/player/player.swf', 'mp1', '640', '360', '9'],
    ['param', 'allowfullscreen', 'true'], ['param', 'allowscriptaccess', 'always'], ['param', 'wmode', 'opaque'],
    ['variable', 'streamer', 'rtmp://s33r3xe4ayhhis.cloudfront.net/cfx/st'], ['variable', 'file', file],
    ['write', 'flv'],
  ]);
  expect(page).toContain('<div id="flv">');
  expect(page).toContain('<script src="http://d841721fxaaqy9.cloudfront.net/swfobject.js">');
});

test('Flash Player gets its source: the name without extension, and that the URL has application and instance [MED-088] [RTM-036]', () => {
  const source = playerPage('Flash Player', { player: 'http://d1234.cloudfront.net', streamer: 'rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st', objectName: 'my-vacation.mp4' });
  expect(source).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<s:Application /);
  expect(source).toContain('new StreamingURLResource("rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/mp4:my-vacation")');
  expect(source).toContain('urlIncludesFMSApplicationInstance = true;');
  expect(source).toContain('<s:VideoPlayer id="player" autoPlay="true"');
});

test('nothing in the name of an object leaves its place in a page', () => {
  for (const player of ['JW Player', 'Flowplayer'] as const) {
    const page = playerPage(player, { ...PLACES, objectName: '"></script><script>alert(\'1\')</script>.flv' });
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(() => calledBy(page)).not.toThrow();
  }
  expect(playerPage('SWFObject', { ...PLACES, objectName: 'a?"</script>' })).toMatch(/<script src[^<]*<\/script>[^]*<script>[^<]*<\/script>\n<\/body>/);
});

test('an object that is no media has no page', () => {
  expect(() => playerPage('JW Player', { ...PLACES, objectName: 'my-vacation' })).toThrow('"my-vacation" does not name media for RTMP');
});
