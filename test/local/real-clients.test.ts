import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, testWith } from './clients';
import { closeAll, running } from './running-edge';

const directory = mkdtempSync(join(tmpdir(), 'clients-'));
const bucket = join(directory, 'bucket');
const TEXT = '0123456789'.repeat(5_000);

beforeAll(() => {
  mkdirSync(bucket);
  writeFileSync(join(bucket, 'text.txt'), TEXT);
  writeFileSync(join(bucket, 'style.css'), 'body { margin: 7px }');
  writeFileSync(join(bucket, 'index.html'), `<!doctype html><link rel="stylesheet" href="style.css"><p id="seen"></p><script>
    (async () => {
      const seen = [getComputedStyle(document.body).marginTop];
      for (const [url, options] of [['text.txt'], ['text.txt', { cache: 'no-cache' }], ['text.txt', { cache: 'no-store', headers: { range: 'bytes=5-9' } }], ['nothing.txt']]) {
        const response = await fetch(url, options);
        seen.push(response.status + ' ' + (await response.text()).length);
      }
      document.getElementById('seen').textContent = seen.slice(0, 4).join(', ') + ', ' + seen[4].slice(0, 3);
    })();
  </script>`);
});
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(closeAll);

/** A plain distribution in front of the bucket, with HTTP/2. */
async function urls(): Promise<{ readonly http: string; readonly https: string }> {
  const { port, httpsPort } = await running({
    HttpVersion: 'http2',
    DefaultRootObject: 'index.html',
    Origins: [{ Id: 'files', DomainName: 'files.s3.amazonaws.com', S3OriginConfig: {} }],
    DefaultCacheBehavior: { TargetOriginId: 'files', ViewerProtocolPolicy: 'allow-all', Compress: true, CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
  }, { files: bucket });
  return { http: `http://localhost:${port}`, https: `https://localhost:${httpsPort}` };
}

const QUIET = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

testWith({ chromium: 'chromium' }, 'a browser sees a page, its style, and what it fetches, confirms and asks parts of, over HTTP and HTTPS', async () => {
  for (const [name, url] of Object.entries(await urls())) {
    const page = await run('chromium', ...QUIET, '--ignore-certificate-errors', '--virtual-time-budget=5000', `--user-data-dir=${join(directory, name)}`, '--dump-dom', `${url}/`);
    expect(/id="seen">([^<]*)</.exec(page.toString())?.[1]).toBe('7px, 200 50000, 200 50000, 206 5, 404');
  }
}, 120_000);

testWith({ h2load: 'nghttp2-client' }, 'every one of thousands of requests at the same time is answered, over HTTP/2 and HTTP/1.1', async () => {
  const { http, https } = await urls();
  for (const client of [['-c', '10', '-m', '20', `${https}/text.txt`], ['--h1', '-c', '20', `${http}/text.txt`]]) {
    expect((await run('h2load', '-n', '3000', ...client)).toString()).toMatch(/status codes: 3000 2xx, 0 3xx, 0 4xx, 0 5xx/);
  }
});

testWith({ wrk: 'wrk' }, 'a server under load answers nothing but what it should', async () => {
  const { http } = await urls();
  const report = (await run('wrk', '-t', '1', '-c', '20', '-d', '1s', `${http}/text.txt`)).toString();
  expect(report).toMatch(/\d+ requests in/);
  expect(report).not.toMatch(/Non-2xx|Socket errors/);
});
