import { AddressInfo, createServer } from 'net';
import { AskedStream, streamProblems } from '../../src/local';
import { applicationOf, film, WEB } from '../streaming/scenario';

const APPLICATION = applicationOf({ resources: WEB });
const { domainName: media } = APPLICATION.streamingDistributions[0];
const { domainName: web } = APPLICATION.distributions[0];

const problems = (asked: AskedStream) => streamProblems(APPLICATION, { Media: { 'film.flv': film(1), 'clip.mp4': 'no film' } }, asked);

test('a stream that plays has no problems', async () => {
  expect(await problems({ url: `rtmp://${media}/cfx/st/film`, playerUrl: `http://${web}/player.swf`, playCall: 'play("film", 0, -1)' })).toEqual([]);
});

test.each<[string, AskedStream, string, string]>([
  ['HTTP in place of RTMP', { url: `http://${media}/cfx/st` }, 'media are not streamed by http', 'use an RTMP scheme'],
  ['a path without application', { url: `rtmp://${media}/st` }, 'the path /st lacks /cfx/st', 'put /cfx/st between'],
  ['player and media from one distribution', { url: `rtmp://${media}/cfx/st`, playerUrl: `http://${media}/player.swf` }, 'which streams the media', 'serve the player by a web distribution'],
  ['media from a web distribution', { url: 'rtmp://www.example.com/cfx/st' }, 'DistributionTypeMismatch', 'connect to the domain name'],
  ['a distribution that is not there', { url: 'rtmp://s0.cloudfront.net/cfx/st' }, 'DistributionNotFound', 'connect to the domain name'],
  ['a name without prefix', { url: `rtmp://${media}/cfx/st/clip.mp4` }, 'clip.mp4.flv', 'this file is mp4:clip.mp4'],
  ['a file that is not there', { url: `rtmp://${media}/cfx/st/vid` }, 'vid.flv', 'in the bucket every name has its extension'],
  ['a call that reports nothing', { url: `rtmp://${media}/cfx/st`, playCall: 'play("vid")' }, 'a file that is missing is not reported', 'use play("vid", 0, -1)'],
  ['what is no URL', { url: 'film' }, 'film is no URL', 'rtmp://DOMAIN/cfx/st/STREAM'],
])('%s is a problem [RTM-045]', async (_what, asked, says, fix) => {
  expect(await problems(asked)).toEqual([{ says: expect.stringContaining(says), fix: expect.stringContaining(fix) }]);
});

test('a port that is closed is one, with what the player shows and another way [RTM-046]', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await problems({ url: `rtmp://127.0.0.1:${port}/cfx/st` })).toEqual([]);
  await new Promise((resolve) => server.close(resolve));
  expect(await problems({ url: `rtmp://127.0.0.1:${port}/cfx/st` })).toEqual([{
    says: `the port ${port} is closed, where players typically show "Unable to play video."`, fix: expect.stringContaining('rtmpt://127.0.0.1/cfx/st, which goes through port 80'),
  }]);
});
