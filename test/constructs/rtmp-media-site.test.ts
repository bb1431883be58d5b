import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Source } from 'aws-cdk-lib/aws-s3-deployment';
import { findings, newStack } from './site';
import { RtmpMediaSite, RtmpMediaSiteProps, RtmpPlayer } from '../../src';

const directory = mkdtempSync(join(tmpdir(), 'rtmp-media-site-'));
for (const name of ['films', 'player']) {
  mkdirSync(join(directory, name));
  writeFileSync(join(directory, name, name), name);
}
afterAll(() => rmSync(directory, { recursive: true }));

let stack: Stack;
beforeEach(() => { stack = newStack(); });

function newMediaSite(props: Partial<RtmpMediaSiteProps> = {}): RtmpMediaSite {
  return new RtmpMediaSite(stack, 'Films', {
    media: Source.asset(join(directory, 'films')), player: RtmpPlayer.JW_PLAYER, playerFiles: Source.asset(join(directory, 'player')), objectName: 'my-vacation.mp4', ...props,
  });
}

/** What is deployed to the bucket of the player: the markers of each source, for the values that the deployment puts there. */
function playerSources(): readonly object[] {
  const [, { Properties }] = Object.values(Template.fromStack(stack).findResources('Custom::CDKBucketDeployment'));
  expect(Properties.DestinationBucketName).toEqual({ Ref: expect.stringContaining('FilmsPlayer') });
  return Properties.SourceObjectKeys.map((_key: string, i: number) => Properties.SourceMarkers?.[i] ?? {});
}

test('one call makes two private buckets, a web and an RTMP distribution, and the URL of the page as an output [RTM-146] [RTM-161]', () => {
  const { pageUrl } = newMediaSite();
  const template = Template.fromStack(stack);
  for (const [type, count] of [['S3::Bucket', 2], ['CloudFront::Distribution', 1], ['CloudFront::StreamingDistribution', 1], ['S3::BucketPolicy', 2]] as const) template.resourceCountIs(`AWS::${type}`, count);
  const [{ Value }] = Object.values(template.findOutputs('*'));
  expect(Value).toEqual(stack.resolve(pageUrl));
  expect(Value).toEqual({ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringContaining('FilmsWeb'), 'DomainName'] }, '/player.html']] });
  expect(findings(stack)).toEqual(['rtmp-retired']);
});

test.each([RtmpPlayer.JW_PLAYER, RtmpPlayer.FLOWPLAYER])('the page of %s is deployed beside its files, with the domain name of the RTMP distribution', (player) => {
  newMediaSite({ player });
  const [files, page] = playerSources();
  expect(files).toEqual({});
  expect(Object.values(page)).toEqual([{ 'Fn::GetAtt': [expect.stringContaining('FilmsRtmp'), 'DomainName'] }]);
});

test('Flash Player has the page that Flash Builder made', () => {
  const { pageUrl } = newMediaSite({ player: RtmpPlayer.FLASH_PLAYER, page: 'Films.html' });
  expect(JSON.stringify(stack.resolve(pageUrl))).toContain('/Films.html');
  expect(playerSources()).toEqual([{}]);
  expect(() => new RtmpMediaSite(stack, 'Other', {
    media: Source.asset(directory), player: RtmpPlayer.FLASH_PLAYER, playerFiles: Source.asset(directory), objectName: 'a.flv',
  })).toThrow('Stack/Other: page is missing; for Flash Player name the page that Flash Builder has made, such as Films.html.');
});

test('throws on an object that is no media', () => {
  expect(() => newMediaSite({ objectName: 'my-vacation' })).toThrow('"my-vacation" does not name media for RTMP');
});
