import { gunzipSync } from 'node:zlib';
import { LoggedEdge, LoggedScenario } from './logged-edge';
import { status } from '../../edge/scenario';

const HOUR = 3_600;

/** An edge whose clock stands at a time of 14 November 2025. */
function edgeAt(hour: number, minute = 0, second = 0, scenario: LoggedScenario = {}): LoggedEdge {
  const edge = new LoggedEdge(scenario);
  edge.clock.advance(Date.UTC(2025, 10, 14, hour, minute, second) - edge.clock.now());
  return edge;
}

test.each([
  [undefined, ''], ['myprefix/', 'myprefix/'], ['myprefix', 'myprefix/'], ['exampleprefix/', 'exampleprefix/'], ['logs/web', 'logs/web/'],
])('with the prefix %s a file is named %sID.YYYY-MM-DD-HH.UNIQUE.gz, in UTC [LOG-017] [LOG-018] [LOG-019] [LOG-020] [LOG-021] [LOG-022] [LOG-023] [WEB-200] [DTD-182]', async (Prefix, folder) => {
  const edge = edgeAt(20, 30, 0, { logging: { Prefix } });
  await edge.get('/');
  await edge.logs.deliver();
  await edge.get('/');
  await edge.logs.deliver();
  const keys = await edge.keys();
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) {
    expect(key.startsWith(`${folder}${edge.id}.2025-11-14-20.`)).toBe(true);
    expect(key.slice(`${folder}${edge.id}.2025-11-14-20.`.length)).toMatch(/^[A-Z0-9]{11}\.gz$/);
  }
});

test('a file is compressed with gzip [LOG-024]', async () => {
  const edge = new LoggedEdge();
  await edge.get('/');
  await edge.logs.deliver();
  const object = edge.store.bucket('mylogs').get((await edge.keys())[0])!;
  const bytes = object.read(0, object.size) as Uint8Array;
  expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  expect(gunzipSync(bytes).toString()).toMatch(/^#Version: 1\.0\n#Fields: date /);
});

test('every request has one entry, whatever becomes of it, and in no bucket where logging is off [LOG-002] [LOG-003] [ERR-032] [WEB-197]', async () => {
  const answers = [200, 403, 404, 502];
  const edge = new LoggedEdge({ origin: () => status(answers.shift()!, { 'cache-control': 'max-age=60', 'etag': '"a"', 'content-length': '10' }) });
  await edge.get('/200');
  await edge.get('/200', { headers: { 'If-None-Match': '"a"' } });
  for (const path of ['/403', '/404', '/502']) await edge.get(path);
  expect((await edge.entries()).map((entry) => entry['sc-status'])).toEqual(['200', '304', '403', '404', '502']);
  const unlogged = new LoggedEdge({ config: { Logging: undefined } });
  for (let i = 0; i < 100; i++) await unlogged.get('/');
  await unlogged.logs.deliver();
  expect(unlogged.store.bucketNames).toEqual([]);
});

test('a saved file is not appended to: entries that follow are in another one [LOG-026]', async () => {
  const edge = new LoggedEdge();
  for (let i = 0; i < 10; i++) await edge.get(`/${i}`);
  await edge.logs.deliver();
  const [first] = await edge.files();
  await edge.get('/11');
  await edge.logs.deliver();
  const files = await edge.files();
  expect(files.find(({ key }) => key === first.key)).toEqual(first);
  expect(files.map(({ text }) => text.trimEnd().split('\n').length - 2).sort()).toEqual([1, 10]);
});

test('a file is in the bucket within an hour, several in an hour [LOG-027]', async () => {
  const edge = edgeAt(10, 5);
  await edge.get('/');
  expect(await edge.keys()).toEqual([]);
  edge.advance(HOUR);
  expect(await edge.keys()).toHaveLength(1);
  for (let i = 0; i < 3; i++) {
    await edge.get('/');
    edge.advance(600);
  }
  expect(await edge.keys()).toHaveLength(4);
});

test('a file may be late, and keeps the name of the hour of its requests [LOG-028] [LOG-029]', async () => {
  const edge = edgeAt(20, 15, 0, { delivering: { delay: 23 * HOUR * 1000 } });
  await edge.get('/');
  edge.advance(22 * HOUR);
  expect(await edge.keys()).toEqual([]);
  edge.advance(HOUR);
  expect(await edge.keys()).toEqual([expect.stringMatching(new RegExp(`^${edge.id}\\.2025-11-14-20\\.`))]);
});

test('entries of different hours are in different files, and an hour without requests has none [LOG-032] [LOG-104]', async () => {
  const edge = edgeAt(20, 59, 59);
  await edge.get('/first');
  edge.advance(2);
  await edge.get('/second');
  edge.advance(2 * HOUR);
  await edge.get('/third');
  await edge.logs.deliver();
  const files = await edge.files();
  expect(files.map(({ key, text }) => `${/-(\d\d)\.\w+\.gz$/.exec(key)![1]} ${/\t(\/\w+)\t/.exec(text)![1]}`).sort()).toEqual(['20 /first', '21 /second', '23 /third']);
});

test('an hour with many requests has several files [LOG-031]', async () => {
  const edge = new LoggedEdge({ delivering: { entriesPerFile: 1_000 } });
  for (let i = 0; i < 2_500; i++) await edge.get('/');
  await edge.logs.deliver();
  const files = await edge.files();
  expect(files.map(({ text }) => text.trimEnd().split('\n').length - 2).sort()).toEqual([1_000, 1_000, 500]);
  expect(new Set(files.map(({ key }) => key.split('.')[1])).size).toBe(1);
});

test('distributions that share a bucket have their own files [LOG-025]', async () => {
  const Logging = { Bucket: 'mylogs.s3.amazonaws.com' };
  const Origins = [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }];
  const DefaultCacheBehavior = { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
  const other = { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Enabled: true, Origins, DefaultCacheBehavior, Logging, Aliases: ['other.example.com'] } } };
  const edge = new LoggedEdge({ resources: { Other: other } });
  for (const host of ['www.example.com', 'other.example.com', 'www.example.com']) await edge.get('/', { host });
  await edge.logs.deliver();
  const files = await edge.files();
  const hosts = ({ text }: { text: string }) => text.trimEnd().split('\n').slice(2).map((line) => line.split('\t')[15]);
  expect(files.map(hosts).sort()).toEqual([['other.example.com'], ['www.example.com', 'www.example.com']]);
  const owners = edge.application.distributions.map(({ id, location }) => [id, location.logicalId === 'Other' ? 'other.example.com' : 'www.example.com']);
  for (const file of files) expect(hosts(file)[0]).toBe(Object.fromEntries(owners)[file.key.split('.')[0]]);
});

test('a changed prefix counts from the change on, and what was logged before goes where it was meant for; off means no more [LOG-034] [WEB-198]', async () => {
  const edge = new LoggedEdge({ logging: { Prefix: 'a/' } });
  const deploy = (Logging: object | undefined) => {
    edge.deploy({ config: { Aliases: ['www.example.com'], Logging } });
    edge.logs.reload(edge.reloaded!);
  };
  await edge.get('/before');
  deploy({ Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'b/' });
  edge.advance(12 * HOUR);
  await edge.get('/after');
  await edge.logs.deliver();
  const places = async () => (await edge.files()).map(({ key, text }) => `${key[0]} ${/\t(\/\w+)\t/.exec(text)![1]}`);
  expect(await places()).toEqual(['a /before', 'b /after']);
  deploy(undefined);
  await edge.get('/unlogged');
  await edge.logs.deliver();
  expect(await places()).toEqual(['a /before', 'b /after']);
  edge.store.bucket('mylogs').delete((await edge.keys())[0]);
  expect((await edge.get('/')).status).toBe(200);
  expect(await places()).toEqual(['b /after']);
});

test('files stay for years, unless somebody deletes them [LOG-036]', async () => {
  const edge = new LoggedEdge();
  await edge.get('/');
  await edge.logs.deliver();
  edge.advance(2 * 365 * 24 * HOUR);
  expect(await edge.keys()).toHaveLength(1);
});

test('requests that end after the edge has left their entries at once, and nothing that waits', async () => {
  const edge = new LoggedEdge();
  await edge.get('/before');
  await edge.logs.end();
  await edge.get('/after');
  const texts = (await edge.files()).map(({ text }) => text);
  expect(texts.map((text) => /\t(\/before|\/after)\t/.exec(text)?.[1])).toEqual(expect.arrayContaining(['/before', '/after']));
  expect(texts).toHaveLength(2);
});
