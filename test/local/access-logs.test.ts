import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as http2 from 'node:http2';
import * as https from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAll, recordingOrigin, running } from './running-edge';
import { LogEntry, logText, parseLog } from '../../src/records';

const directories: string[] = [];
afterEach(async () => {
  await closeAll();
  for (const made of directories.splice(0)) rmSync(made, { recursive: true });
});

function directory(): string {
  directories.push(mkdtempSync(join(tmpdir(), 'access-logs-')));
  return directories.at(-1)!;
}

const BEHAVIOR = { TargetOriginId: 'site', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } };
const CONFIG = {
  Origins: [{ Id: 'site', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
  DefaultCacheBehavior: BEHAVIOR,
  Logging: { Bucket: 'mylogs.s3.amazonaws.com', Prefix: 'site' },
};
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nCache-Control: max-age=60\r\nConnection: close\r\n\r\nbody';

/** A local edge with access logs, and a way to read their entries from its control API. */
async function logged(answer: Parameters<typeof recordingOrigin>[0] = (_head, socket) => void socket.end(ANSWER), config: object = {}) {
  const { url } = await recordingOrigin(answer);
  const local = await running({ ...CONFIG, ...config }, { site: url });
  const { control } = local.edge.ready;
  const call = async (path: string, body?: object) => {
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(control + path, init);
    return { status: response.status, body: await response.json() as any };
  };
  /** All entries there are once as many as wanted have come: the end of an answer is noticed after its viewer has it. */
  const entries = async (wanted: number): Promise<LogEntry[]> => {
    for (;;) {
      await call('/logs/delivery', {});
      const { body: { buckets } } = await call('/logs');
      const files = buckets.flatMap(({ name, files: keys }: any) => keys.map(({ key }: any) => ({ name, key })));
      const texts = await Promise.all(files.map(({ name, key }: any) => call(`/logs/file?bucket=${name}&key=${encodeURIComponent(key)}`).then(({ body }) => body.text)));
      const all = texts.flatMap((text) => parseLog(text).entries);
      if (all.length >= wanted) return all;
      await new Promise(setImmediate);
    }
  };
  return { ...local, call, entries };
}

test('the control API delivers log files at once, lists them and shows them', async () => {
  const { port, call, edge } = await logged();
  expect((await call('/logs')).body).toEqual({ buckets: [], streams: [] });
  await fetch(`http://127.0.0.1:${port}/a`);
  await call('/logs/delivery', {});
  const { body: { buckets: [{ name, files: [{ key, size }] }] } } = await call('/logs');
  const [{ id }] = edge.ready.distributions;
  expect([name, key, size]).toEqual(['mylogs', expect.stringMatching(new RegExp(`^site/${id}\\.\\d{4}-\\d\\d-\\d\\d-\\d\\d\\.[A-Z0-9]{11}\\.gz$`)), expect.any(Number)]);
  expect((await call(`/logs/file?bucket=mylogs&key=${key}`)).body.text).toMatch(/^#Version: 1\.0\n#Fields: .*\n.*\t\/a\t200\t/);
  expect(await call('/logs/file?bucket=mylogs&key=none')).toEqual({ status: 404, body: { error: 'the bucket "mylogs" has no log file "none"; GET /logs lists those that there are' } });
  expect(await call('/logs/stream?name=none')).toEqual({ status: 200, body: { records: [], next: 0 } });
  expect(await call('/logs/stream?name=none&after=x')).toEqual({ status: 400, body: { error: 'after is x; expected the number of records to leave out' } });
});

/** What a directory has beside the grants of its bucket's ACL. */
const contents = (directoryOfLogs: string) => readdirSync(directoryOfLogs).filter((name) => name !== '.metadata.json');

test('log files go into the directory of their bucket, at the latest at the end', async () => {
  const { url } = await recordingOrigin((_head, socket) => void socket.end(ANSWER));
  const logs = directory();
  for (let round = 1; round <= 2; round++) {
    const { port, edge, notices } = await running(CONFIG, { site: url, mylogs: logs });
    await (await fetch(`http://127.0.0.1:${port}/a`)).text();
    expect(contents(logs)).toEqual(round === 1 ? [] : ['site']);
    await edge.close(1_000);
    expect(notices.filter((notice) => notice.includes('log'))).toEqual([]);
    const files = readdirSync(join(logs, 'site'));
    expect(files).toHaveLength(round);
    for (const file of files) expect(parseLog(logText(readFileSync(join(logs, 'site', file)))).entries).toMatchObject([{ 'cs-uri-stem': '/a', 'sc-status': '200' }]);
  }
});

test('a bucket without a directory is told, and so is a file for which there is no place', async () => {
  const { url } = await recordingOrigin((_head, socket) => void socket.end(ANSWER));
  const inMemory = await running(CONFIG, { site: url });
  expect(inMemory.notices).toContain('the log files for the bucket mylogs are kept in memory; say where they go with --bucket mylogs=DIR');
  const logs = directory();
  const { port, edge, notices } = await running({ ...CONFIG, Logging: { Bucket: 'mylogs.s3.amazonaws.com', Prefix: '../../' } }, { site: url, mylogs: logs });
  await (await fetch(`http://127.0.0.1:${port}/a`)).text();
  await edge.close(1_000);
  expect(notices).toContainEqual(expect.stringMatching(/^1 entries of the access log \.\.\/\.\.\/E.*\.gz for the bucket mylogs are lost: its directory has no place for a file of that name$/));
  expect(contents(logs)).toEqual([]);
});

test('an entry has the protocol, the encryption and the port of its connection, by HTTP/1, HTTPS and HTTP/2 [DTD-026]', async () => {
  const { port, httpsPort, entries } = await logged(undefined, { HttpVersion: 'http2' });
  await (await fetch(`http://127.0.0.1:${port}/1`)).text();
  const agent = new https.Agent({ rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
  await new Promise<void>((resolve, reject) => https.get(`https://127.0.0.1:${httpsPort}/2`, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject));
  agent.destroy();
  const session = http2.connect(`https://127.0.0.1:${httpsPort}`, { rejectUnauthorized: false });
  await new Promise((resolve) => session.request({ ':path': '/3' }).resume().on('close', resolve));
  session.close();
  const byPath = Object.fromEntries((await entries(3)).map((entry) => [entry['cs-uri-stem'], entry]));
  expect(byPath).toMatchObject({
    '/1': { 'cs-protocol': 'http', 'cs-protocol-version': 'HTTP/1.1', 'ssl-protocol': undefined, 'ssl-cipher': undefined, 'c-ip': '127.0.0.1', 'c-port': expect.stringMatching(/^\d+$/) },
    '/2': { 'cs-protocol': 'https', 'cs-protocol-version': 'HTTP/1.1', 'ssl-protocol': 'TLSv1.2', 'ssl-cipher': expect.stringMatching(/^ECDHE-RSA-/) },
    '/3': { 'cs-protocol': 'https', 'cs-protocol-version': 'HTTP/2.0', 'ssl-protocol': 'TLSv1.3', 'ssl-cipher': expect.stringMatching(/^TLS_/) },
  });
});

test('a viewer that leaves before there is an answer has the status 000 [LOG-056]', async () => {
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => { asked = resolve; });
  const { port, entries } = await logged(() => asked());
  const viewer = connect(port, '127.0.0.1', () => viewer.write('GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'));
  await isAsked;
  viewer.destroy();
  expect(await entries(1)).toMatchObject([{ 'sc-status': '000', 'x-edge-result-type': 'Error', 'sc-bytes': '0', 'cs-uri-stem': '/slow' }]);
});
