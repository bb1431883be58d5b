import { distribution } from './rule-test';
import { checkTemplates } from '../../src/rules';

const DOMAIN_NAME = { 'Fn::GetAtt': ['Site', 'DomainName'] };
const live = (path: string) => ({ 'Fn::Join': ['', ['http://', DOMAIN_NAME, path]] });
const [HDS, HLS] = ['/hds-live/livepkgr/_definst_/liveevent/livestream.f4m', '/hls-live/livepkgr/_definst_/liveevent/livestream.m3u8'];

/** What is found about outputs, as rule, output and message. */
function foundInOutputs(outputs: { readonly [name: string]: unknown }): string[] {
  const template = { Resources: distribution({}), Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])) };
  return checkTemplates([{ name: 'Stack', template }]).filter(({ rule }) => rule.startsWith('published')).map(({ rule, level, message }) => `${level} ${rule}: ${message}`);
}

test.each(['LiveForIos', 'iosUrl', 'IphoneStream', 'ipadUrl', 'AppleManifest'])('HDS as the output %s is found, with the clients of HLS [MED-049] [MED-077]', (name) => {
  expect(foundInOutputs({ [name]: live(HDS) })).toEqual([
    `info published-stream-for-apple: The output ${name} is a URL of HDS, for Flash Player; devices of Apple play HLS, MPEG-2 transport streams: `
    + 'Safari on Mac OS X 10.6 or later, QuickTime Player 10 or later on Mac OS X 10.6 or later, Safari on iOS.',
  ]);
});

test('HLS for them, and HDS for Flash Player, are what they play [MED-049]', () => {
  expect(foundInOutputs({ LiveForIos: live(HLS), LiveHDSManifest: live(HDS), KioskHds: live(HDS), IosHost: DOMAIN_NAME })).toEqual([]);
});

test('one encode serves them and Smooth Streaming by two manifests of one publishing point [MED-065]', () => {
  const [smooth, hls] = [live('/LiveSmoothStream.isml/manifest'), live('/LiveSmoothStream.isml/manifest(format=m3u8-aapl).m3u8')];
  expect(foundInOutputs({ LiveSmoothManifest: smooth, LiveHLSManifest: hls, IosManifest: hls })).toEqual([]);
  expect(foundInOutputs({ IosManifest: smooth })).toEqual([expect.stringMatching(/^info published-stream-for-apple: The output IosManifest is a URL of Smooth Streaming, for Silverlight/)]);
});

test('a publishing point is .isml, not .ism1 [MED-065]', () => {
  expect(foundInOutputs({ LiveSmoothManifest: live('/LiveSmoothStream.ism1/manifest') })).toEqual([expect.stringMatching(/^info published-publishing-point: .*ends in \.ism1, with a digit/)]);
});
