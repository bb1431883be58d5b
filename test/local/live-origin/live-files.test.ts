import { MEDIA_SERVERS, MediaServerId } from '../../../src/config';
import { liveFile } from '../../../src/local/live-origin/live-files';

const STREAM = { application: 'livecf', stream: 'myStream', event: 'liveevent' };
const serverOf = (id: MediaServerId) => MEDIA_SERVERS.find((server) => server.id === id)!;
const fileAt = (id: MediaServerId, path: string) => liveFile(path, serverOf(id), STREAM);

test.each<[id: MediaServerId, name: typeof STREAM, manifests: object]>([
  ['ams', { application: 'livepkgr', event: 'liveevent', stream: 'livestream' }, {
    hds: '/hds-live/livepkgr/_definst_/liveevent/livestream.f4m', hls: '/hls-live/livepkgr/_definst_/liveevent/livestream.m3u8',
  }],
  ['wowza', STREAM, { hds: '/livecf/myStream/manifest.f4m', hls: '/livecf/myStream/playlist.m3u8', smooth: '/livecf/myStream/Manifest' }],
  ['iis', STREAM, { hls: '/LiveSmoothStream.isml/manifest(format=m3u8-aapl).m3u8', smooth: '/LiveSmoothStream.isml/manifest' }],
])('%s publishes %j at the paths of its manifests', (id, name, expected) => {
  expect(Object.fromEntries(Object.entries(serverOf(id).manifests).map(([format, path]) => [format, path(name)]))).toEqual(expected);
});

test.each<[id: MediaServerId, path: string, file: string, lifetime: number]>([
  ['wowza', '/livecf/myStream/playlist.m3u8', 'hls/index.m3u8', 2],
  ['wowza', '/livecf/myStream/segment12.ts', 'hls/segment12.ts', 60],
  ['wowza', '/livecf/myStream/stream0.abst', 'hds/stream0.abst', 2],
  ['wowza', '/livecf/myStream/stream0Seg1-Frag7', 'hds/stream0Seg1-Frag7', 60],
  ['wowza', '/livecf/myStream/QualityLevels(800000)/Fragments(video=20000000)', 'smooth/QualityLevels(800000)/Fragments(video=20000000)', 60],
  ['ams', '/hls-live/livecf/_definst_/liveevent/segment0.ts', 'hls/segment0.ts', 60],
  ['iis', '/LiveSmoothStream.isml/segment0.ts', 'hls/segment0.ts', 60],
])('%s has %s for as long as the guide says', (id, path, file, lifetime) => {
  expect(fileAt(id, path)).toMatchObject({ path: file, lifetime });
});

test.each<[id: MediaServerId, path: string]>([
  ['wowza', '/livecf/myStream/manifest'],
  ['wowza', '/livecf/other/playlist.m3u8'],
  ['wowza', '/livecf/myStream/../../etc/passwd'],
  ['wowza', '/livecf/myStream/segment1.ts/../index.m3u8'],
  ['wowza', '/livecf/myStream/'],
  ['ams', '/hls-live/livecf/_definst_/liveevent/stream0Seg1-Frag1'],
  ['iis', '/LiveSmoothStream.isml/Manifest'],
])('%s does not have %s', (id, path) => {
  expect(fileAt(id, path)).toBeUndefined();
});
