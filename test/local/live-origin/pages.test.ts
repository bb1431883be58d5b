import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { LiveMediaServer } from '../../../src';
import { MEDIA_SERVERS, MediaServerId } from '../../../src/config';
import { LocalEdge } from '../../../src/local';
import { PageOwner, pageAt } from '../../../src/local/live-origin/pages';
import { directoryWith } from '../../cli/run';
import { liveEventTemplate } from '../live-event/live-event-template';

function owner(id: MediaServerId, playerDomains: readonly string[] = ['*']): PageOwner {
  return { server: MEDIA_SERVERS.find((server) => server.id === id)!, stream: { application: 'livecf', stream: 'myStream', event: 'liveevent' }, playerDomains };
}

test('each server has the pages to which the outputs of its stack lead', () => {
  expect(pageAt('/ams_adminConsole.htm', owner('ams'))?.content).toContain('Administration Console');
  expect(pageAt('/enginemanager', owner('wowza'))?.content).toContain('Manager');
  expect(pageAt('/LiveSmoothStreamingPlayer.html', owner('iis'))?.content).toContain('mediaurl=/LiveSmoothStream.isml/manifest"');
  expect(pageAt('/enginemanager', owner('ams'))).toBeUndefined();
  expect(pageAt('/constructor', owner('ams'))).toBeUndefined();
});

test('the files for players of other domains name the domains that may have them', () => {
  expect(pageAt('/crossdomain.xml', owner('ams', ['www.example.com']))).toEqual({ contentType: 'text/xml', content: expect.stringContaining('<allow-access-from domain="www.example.com"/></cross') });
  expect(pageAt('/clientaccesspolicy.xml', owner('iis', ['www.example.com']))?.content).toContain('<domain uri="http://www.example.com"/>');
});

const PLAYER = 'www.example.com';
const AMS_TEMPLATE = liveEventTemplate(LiveMediaServer.ADOBE_MEDIA_SERVER, { playerDomains: [PLAYER] });
const directory = directoryWith({ 'wowza.json': liveEventTemplate(LiveMediaServer.WOWZA_STREAMING_ENGINE), 'ams.json': AMS_TEMPLATE });

const open: { close(): unknown }[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

/** The URL of the distribution of a live event, before a server that has pages, and a text at any other path. */
async function distributionFor(of: PageOwner): Promise<string> {
  const server = createServer(({ url }, response) => response.end(pageAt(url!, of)?.content ?? `stream of ${url}`)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const edge = await LocalEdge.start({ path: `${directory}/${of.server.id}.json`, origins: { MediaServer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } });
  open.push(edge, server);
  return edge.ready.distributions[0].http!;
}

test('the page has a field for the URL of each format, which is fetched through the edge from which the page came [MED-076]', async () => {
  const http = await distributionFor(owner('wowza'));
  const page = await (await fetch(`${http}/`)).text();
  const fields = [...page.matchAll(/<label>(.*?) <input name="Stream" size="80" value="(.*?)">/g)].map(([, name, value]) => [name, value]);
  expect(fields).toEqual([['HLS', '/livecf/myStream/playlist.m3u8'], ['HDS', '/livecf/myStream/manifest.f4m'], ['Smooth Streaming', '/livecf/myStream/Manifest']]);

  const [, script] = /<script>(.*)<\/script>/.exec(page)!;
  let connect: (event: object) => Promise<void> = async () => {};
  runInNewContext(script, {
    addEventListener: (_type: string, listener: typeof connect) => { connect = listener; },
    fetch: (url: string) => fetch(new URL(url, http)),
  });
  for (const [, value] of [...fields, ['typed in', '/livecf/other/playlist.m3u8']]) {
    const output = { textContent: '' };
    await connect({ preventDefault: () => {}, target: { elements: { Stream: { value } }, querySelector: () => output } });
    expect(output.textContent).toBe(`200 stream of ${value}`);
  }
});

test('crossdomain.xml comes through the edge as the start-up script of the instance writes it [MED-038]', async () => {
  const { UserData } = Object.values(AMS_TEMPLATE.Resources).find(({ Type }) => Type === 'AWS::EC2::Instance')!.Properties;
  const [, written] = /^cat > \/mnt\/webroot\/crossdomain\.xml <<'END'\n([^]*?)^END$/m.exec(UserData['Fn::Base64']['Fn::Join'][1].join(''))!;
  expect(written).toContain(`<allow-access-from domain="${PLAYER}"/>`);
  expect(await (await fetch(`${await distributionFor(owner('ams', [PLAYER]))}/crossdomain.xml`)).text()).toBe(written);
});
