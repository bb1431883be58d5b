import { MemoryObject, originClients } from '../../../src/edge';
import { applicationOf, Json, ok, ScenarioEdge } from '../scenario';
import { Fragment, fragmentBytes, mediaFile, serverManifest } from './presentation';

const FRAGMENTS: readonly Fragment[] = [
  { trackId: 1, time: 0, media: 'video of the first two seconds' },
  { trackId: 2, time: 0, media: 'audio of the first two seconds' },
  { trackId: 1, time: 20_000_000, media: 'video of the next two seconds' },
  { trackId: 2, time: 20_000_000, media: 'audio of the next two seconds' },
];
const SMALLER: readonly Fragment[] = FRAGMENTS.filter(({ trackId }) => trackId === 1).map((fragment) => ({ ...fragment, media: fragment.media.toUpperCase() }));

const CLIENT_MANIFEST = '<SmoothStreamingMedia MajorVersion="2" MinorVersion="0" Duration="40000000"></SmoothStreamingMedia>';
const POLICY = '<?xml version="1.0" encoding="utf-8"?>\n<access-policy></access-policy>';

const PRESENTATION: { readonly [key: string]: MemoryObject } = {
  'video/presentation.ism': serverManifest([
    { kind: 'video', bitrate: 400_000, file: 'presentation_400.ismv', trackId: 1 },
    { kind: 'video', bitrate: 200_000, file: 'presentation_200.ismv', trackId: 1, name: 'video' },
    { kind: 'audio', bitrate: 64_000, file: 'presentation_400.ismv', trackId: 2, name: 'audio_eng' },
  ]),
  'video/presentation.ismc': CLIENT_MANIFEST,
  'video/presentation_400.ismv': { body: mediaFile(FRAGMENTS), headers: { 'cache-control': 'max-age=60' } },
  'video/presentation_200.ismv': mediaFile(SMALLER, { index: false, timed: 'tfdt' }),
  'video/poster.jpg': 'picture',
  'index.html': 'page',
  'clientaccesspolicy.xml': POLICY,
};

const HOST = 'www.example.com';
const FRAGMENT = '/video/presentation.ism/QualityLevels(400000)/Fragments(video=20000000)';

/** An edge in front of a bucket with a presentation. */
function edgeWith(objects: { readonly [key: string]: MemoryObject } = PRESENTATION, behavior: Json = { SmoothStreaming: true }): ScenarioEdge {
  const scenario = { behavior, config: { Aliases: [HOST], Origins: [{ Id: 'origin', DomainName: 'bucket.s3.us-east-1.amazonaws.com', S3OriginConfig: {} }] } };
  const application = applicationOf(scenario);
  return new ScenarioEdge({ ...scenario, origin: [], run: { origins: originClients({ bucket: objects }, () => application) } });
}

test('a presentation is played: policy file, client manifest, then fragments of both tracks [GEO-056]', async () => {
  const edge = edgeWith();
  const get = async (path: string) => edge.get(path, { protocol: 'http', host: HOST });
  expect((await get('/clientaccesspolicy.xml')).text).toBe(POLICY);
  expect((await get('/video/presentation.ism/Manifest')).text).toContain('<SmoothStreamingMedia');
  for (const time of [0, 20_000_000]) {
    for (const [level, track] of [[400_000, 'video'], [64_000, 'audio_eng']] as const) {
      const answer = await get(`/video/presentation.ism/QualityLevels(${level})/Fragments(${track}=${time})`);
      const fragment = FRAGMENTS.find(({ trackId, time: begin }) => begin === time && trackId === (track === 'video' ? 1 : 2))!;
      expect([answer.status, answer.text, answer.header('content-type')]).toEqual([200, fragmentBytes(fragment).toString(), track === 'video' ? 'video/mp4' : 'audio/mp4']);
    }
  }
});

test('the client manifest is the one that the server manifest names [GEO-058]', async () => {
  const manifest = await edgeWith().get('/video/presentation.ism/Manifest');
  expect([manifest.status, manifest.text, manifest.header('content-type')]).toEqual([200, CLIENT_MANIFEST, 'text/xml']);
  const named = { ...PRESENTATION, 'video/presentation.ism': serverManifest([], 'other.ismc'), 'video/other.ismc': 'other' };
  expect((await edgeWith(named).get('/video/presentation.ism/Manifest')).text).toBe('other');
});

test('a fragment is cut out of the file of its bitrate, found by index or by its own time [GEO-059]', async () => {
  const edge = edgeWith();
  const answer = await edge.get(FRAGMENT);
  expect(answer.text).toBe(fragmentBytes(FRAGMENTS[2]).toString());
  expect([answer.header('content-length'), answer.header('content-range')]).toEqual([String(fragmentBytes(FRAGMENTS[2]).length), undefined]);
  const smaller = await edge.get('/video/presentation.ism/QualityLevels(200000)/Fragments(video=20000000)');
  expect(smaller.text).toBe(fragmentBytes(SMALLER[1], 'tfdt').toString());
  expect((await edge.get('/video/presentation.ism/QualityLevels%28400000%29/Fragments%28video%3D20000000%29')).text).toBe(answer.text);
});

test.each([
  ['a time at which none begins', FRAGMENT.replace('20000000', '10000000')],
  ['a bitrate that no track has', FRAGMENT.replace('400000', '300000')],
  ['a track that is not there', FRAGMENT.replace('video=', 'text=')],
  ['a presentation that is not there', FRAGMENT.replace('presentation', 'missing')],
])('a fragment of %s is a 404 [GEO-059]', async (_title, url) => {
  expect((await edgeWith().get(url)).status).toBe(404);
});

test('a server that does not know ranges is read as a whole [GEO-059]', async () => {
  const edge = new ScenarioEdge({
    origin: ({ path }) => {
      const object = PRESENTATION[path.slice(1)];
      return { body: typeof object === 'object' && 'body' in object ? object.body : object };
    },
    behavior: { SmoothStreaming: true },
  });
  expect((await edge.get(FRAGMENT)).text).toBe(fragmentBytes(FRAGMENTS[2]).toString());
});

test('media that is no fragmented MP4 is the origin\'s failure', async () => {
  const broken = { ...PRESENTATION, 'video/presentation_400.ismv': 'this is no media at all, whatever its name says' };
  expect((await edgeWith(broken).get(FRAGMENT)).status).toBe(502);
});

test('so is a manifest that does not end, or names a file with half a character', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield Buffer.alloc(1024 * 1024, ' ');
  }
  const edge = new ScenarioEdge({ origin: () => ({ body: endless() }), behavior: { SmoothStreaming: true } });
  expect((await edge.get('/video/presentation.ism/Manifest')).status).toBe(502);
  const half = Buffer.from('\ufeff<smil><head><meta name="clientManifestRelativePath" content="\ud800.ismc"/></head></smil>', 'utf16le');
  expect((await edgeWith({ ...PRESENTATION, 'video/presentation.ism': half }).get('/video/presentation.ism/Manifest')).status).toBe(404);
});

test('the behavior serves all other objects as ever [GEO-051]', async () => {
  const edge = edgeWith();
  expect((await edge.get('/index.html')).text).toBe('page');
  expect((await edge.get('/video/presentation_400.ismv', { headers: { Range: 'bytes=4-7' } })).text).toBe('ftyp');
});

test('without Smooth Streaming the path goes to the origin as it is [GEO-060]', async () => {
  const edge = new ScenarioEdge({ origin: () => ok('of a streaming server'), behavior: { SmoothStreaming: false } });
  await edge.get('/video/presentation.ism/Manifest');
  await edge.get(FRAGMENT);
  expect(edge.asked.map(({ url }) => url)).toEqual(['/video/presentation.ism/Manifest', FRAGMENT]);
});

test('manifests and fragments are cached as long as their objects say [GEO-061]', async () => {
  const edge = edgeWith();
  for (const url of [FRAGMENT, '/video/presentation.ism/Manifest']) expect([await edge.xCache(url), await edge.xCache(url)]).toEqual(['Miss', 'Hit']);
  edge.advance(59);
  expect(await edge.xCache(FRAGMENT)).toBe('Hit');
  edge.advance(1);
  expect(await edge.xCache(FRAGMENT)).toBe('Miss');
});

test('the policy file is served at the root by the behavior that matches it [GEO-063]', async () => {
  const answer = await edgeWith().get('/clientaccesspolicy.xml', { protocol: 'http' });
  expect([answer.status, answer.text, answer.header('content-type')]).toEqual([200, POLICY, 'application/xml']);
});

test.each(['/video/presentation.ism/Manifest', '/video/presentation_400.ismv'])('%s cannot be invalidated, and its copy stays under a wildcard, too [GEO-052]', async (url) => {
  const edge = edgeWith();
  await edge.get(url);
  expect(() => edge.edge.invalidate(edge.id, [url])).toThrow(/is Smooth Streaming media, which cannot be invalidated; give the new version another name/);
  edge.edge.invalidate(edge.id, ['/video/*']);
  expect(await edge.xCache(url)).toBe('Hit');
});

test('a new name is new content at once; what is no media can be invalidated [GEO-052] [GEO-053]', async () => {
  const edge = edgeWith({ ...PRESENTATION, 'video/presentation_v2.ism': PRESENTATION['video/presentation.ism'] });
  await edge.get('/video/poster.jpg');
  edge.edge.invalidate(edge.id, ['/video/poster.jpg']);
  expect(await edge.xCache('/video/poster.jpg')).toBe('Miss');
  expect((await edge.get('/video/presentation_v2.ism/Manifest')).text).toBe(CLIENT_MANIFEST);
});
