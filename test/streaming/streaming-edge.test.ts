import { flvFile } from './media/flv-file';
import { settled } from './player';
import { film, PRIVATE_MEDIA, START, StreamingScenario } from './scenario';
import { FunctionOrigin } from '../../src/edge';
import { encodeAmf0, encodeEcmaArray } from '../../src/streaming/protocol/amf0';
import { ok, status } from '../edge/scenario';

const HOUR = 3_600_000;
const OBJECTS = { 'clip.flv': film(3), 'videos/clip.flv': film(3) };

/** What a player is told of a stream. */
async function played(scenario: StreamingScenario, name: string, start = 0) {
  const player = scenario.player();
  await player.connect({ flashVer: `LNX ${scenario.records.length},0` });
  await player.command(await player.createStream(), 'play', name, start, -1000);
  const told = player.statuses.pop();
  player.leave();
  return told ?? {};
}

test('the bucket is asked for the key alone, neither for application nor prefix [RTM-021] [RTM-034]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  await played(scenario, 'videos/clip');
  await played(scenario, 'mp4:film');
  expect(scenario.asked.map(({ url }) => url)).toEqual(['/videos/clip.flv', '/film.mp4']);
});

test('query strings, cookies and players are not for the bucket, and tell no objects apart [RTM-132] [OBJ-035] [OBJ-039]', async () => {
  const scenario = new StreamingScenario({ bucket: new FunctionOrigin(() => ({ body: film(3), headers: { 'set-cookie': 'b=2' } })) });
  for (const name of ['media/media?parameter1=a', 'media/media?parameter1=b']) expect(await played(scenario, name)).toMatchObject({ code: 'NetStream.Play.Start' });
  expect(scenario.asked.map(({ url }) => url)).toEqual(['/media/media.flv']);
  expect(scenario.asked[0].headers.join().toLowerCase()).not.toContain('cookie');
});

test('FLV is named without extension, and played with it, too [RTM-030]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  expect(await played(scenario, 'clip')).toMatchObject({ code: 'NetStream.Play.Start' });
  expect(await played(scenario, 'clip.flv')).toMatchObject({ code: 'NetStream.Play.Start' });
  const { decisions } = scenario.records.filter(({ event }) => event === 'play').pop()!;
  expect(decisions[decisions.length - 1]).toMatchObject({ step: 'stream', decided: 'found', because: { key: 'clip.flv', advice: 'Flash Media Server wants the name of FLV without its extension: clip' } });
});

test('an FLV file whose key has no extension is not found [RTM-028]', async () => {
  const scenario = new StreamingScenario({ objects: { clip: film(3) } });
  expect(await played(scenario, 'clip')).toMatchObject({ level: 'error', code: 'NetStream.Play.StreamNotFound' });
});

test('a file that is missing is reported to a player that says where to begin [RTM-048]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS, resources: LISTED });
  expect(await played(scenario, 'vid')).toMatchObject({ level: 'error', code: 'NetStream.Play.StreamNotFound', description: 'the bucket has no vid.flv' });
});

test.each([['by default', []], ['by -2', [-2]], ['by -2000', [-2_000]]])('a player that does not say where to begin, %s, waits until the file is there [RTM-047]', async (_how, start) => {
  const objects: { [key: string]: Buffer } = {};
  const bucket = new FunctionOrigin(({ path }) => (objects[path] === undefined ? status(404) : { body: objects[path] }));
  const scenario = new StreamingScenario({ bucket });
  const player = scenario.player();
  await player.play('vid', ...start);
  await scenario.pass(60);
  expect(player.codes).toEqual([]);
  expect(scenario.records.map(({ event }) => event)).toEqual(['connect', 'play']);
  objects['/vid.flv'] = film(60);
  await scenario.pass(20);
  expect(player.codes).toEqual(['NetStream.Play.Reset', 'NetStream.Play.Start']);
});

test('a player that wants a live stream waits for ever [RTM-049]', async () => {
  const scenario = new StreamingScenario({ objects: OBJECTS });
  const player = scenario.player();
  await player.play('clip', -1000);
  expect(player.codes).toEqual([]);
  expect(scenario.asked).toEqual([]);
});

test('playing begins before the object has arrived [RTM-006]', async () => {
  const metadata = Buffer.concat([encodeAmf0('onMetaData'), encodeEcmaArray({ duration: 60 })]);
  const whole = flvFile([{ kind: 'data', timestamp: 0, payload: metadata }, ...Array.from({ length: 600 }, (_, i) => ({ kind: 'audio', timestamp: i * 100, payload: Buffer.alloc(1_700, 0x2f) } as const))]);
  let arrived = 0;
  let go = () => {};
  const bucket = new FunctionOrigin(() => ({
    headers: { 'content-length': String(whole.length) },
    body: (async function* () {
      for (; arrived < whole.length; arrived += 100_000) {
        yield whole.subarray(arrived, arrived + 100_000);
        await new Promise<void>((resolve) => { go = resolve; });
      }
    })(),
  }));
  const scenario = new StreamingScenario({ bucket });
  const player = scenario.player();
  await player.play('clip', 0);
  for (let i = 0; i < 3 && player.times('audio').length === 0; i++) {
    go();
    await settled();
  }
  expect(arrived).toBeLessThan(whole.length / 2);
  expect(player.times('audio').length).toBeGreaterThan(0);
});

describe('an object', () => {
  const fetches = async (headers: { readonly [name: string]: string }, ...hours: number[]) => {
    const scenario = new StreamingScenario({ bucket: new FunctionOrigin(() => ({ body: film(3), headers })) });
    for (const hour of hours) {
      scenario.clock.advance(START + hour * HOUR - scenario.clock.now());
      await played(scenario, 'clip');
    }
    return scenario.asked.length;
  };

  test('stays in the cache for a day where it does not say [RTM-128] [RTM-157]', async () => {
    expect(await fetches({}, 0, 23)).toBe(1);
    expect(await fetches({}, 0, 25)).toBe(2);
  });

  test.each([['max-age=60'], ['max-age=0'], ['no-cache'], ['no-store'], ['private']])('stays for an hour at least, also with %s [RTM-129] [OBJ-106]', async (cacheControl) => {
    expect(await fetches({ 'cache-control': cacheControl }, 0, 0.5)).toBe(1);
    expect(await fetches({ 'cache-control': cacheControl }, 0, 3_700 / 3_600)).toBe(2);
  });

  test('stays for as long as it says otherwise [RTM-130] [OBJ-107]', async () => {
    expect(await fetches({ 'cache-control': 'max-age=7200' }, 0, 1.9)).toBe(1);
    expect(await fetches({ 'cache-control': 'max-age=7200' }, 0, 2.1)).toBe(2);
    expect(await fetches({ expires: new Date(START + 3 * HOUR).toUTCString() }, 0, 2.9)).toBe(1);
    expect(await fetches({ expires: new Date(START + HOUR / 2).toUTCString() }, 0, 0.9)).toBe(1);
  });
});

test('distributions of one bucket have caches of their own [RTM-067]', async () => {
  const second = {
    Type: 'AWS::CloudFront::StreamingDistribution',
    Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } } },
  };
  const scenario = new StreamingScenario({ objects: OBJECTS, resources: { Second: second } });
  for (const { domainName } of scenario.application.streamingDistributions) {
    const player = scenario.player({ host: domainName });
    await player.play('clip', 0);
    expect(player.codes).toContain('NetStream.Play.Start');
  }
  expect(scenario.asked).toHaveLength(2);
});

test('another bucket is asked for what is not cached, and what is cached stays [RTM-063]', async () => {
  const scenario = new StreamingScenario({ bucket: new FunctionOrigin(() => ok(film(3).toString('latin1'))) });
  await played(scenario, 'clip');
  scenario.deploy({ config: { S3Origin: { DomainName: 'other.s3.amazonaws.com', OriginAccessIdentity: '' } } });
  await played(scenario, 'clip');
  await played(scenario, 'new');
  expect(scenario.asked.map(({ origin, url }) => `${String(origin.domainName)}${url}`)).toEqual(['media.s3.amazonaws.com/clip.flv', 'other.s3.amazonaws.com/new.flv']);
});

test('without an identity a private object is not found, with one it is [RTM-061]', async () => {
  const config = { S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } };
  expect(await played(new StreamingScenario({ objects: OBJECTS, resources: PRIVATE_MEDIA }), 'clip')).toMatchObject({
    code: 'NetStream.Play.StreamNotFound', description: 'the bucket lets nobody read clip.flv, or does not have it',
  });
  expect(await played(new StreamingScenario({ objects: OBJECTS, resources: PRIVATE_MEDIA, config }), 'clip')).toMatchObject({ code: 'NetStream.Play.Start' });
  expect(await played(new StreamingScenario({ objects: { 'clip.flv': { body: film(3), publicRead: true } }, resources: PRIVATE_MEDIA }), 'clip')).toMatchObject({ code: 'NetStream.Play.Start' });
});

test.each<[string, Parameters<typeof status>[0], string]>([['an error', 503, 'the bucket answered 503 for clip.flv']])('%s of the bucket makes playing fail', async (_what, code, description) => {
  expect(await played(new StreamingScenario({ bucket: new FunctionOrigin(() => status(code)) }), 'clip')).toMatchObject({ code: 'NetStream.Play.Failed', description });
});

test('what is no media file is not played, and the player is told why', async () => {
  const scenario = new StreamingScenario({ objects: { 'clip.flv': 'no film' } });
  expect(await played(scenario, 'clip')).toMatchObject({ level: 'error', code: 'NetStream.Play.Failed', description: expect.stringMatching(/^clip\.flv: FLV file/) });
});

/** The bucket tells everybody what it does not have. */
const LISTED = {
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Media' }, PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::media' }] } },
  },
};
