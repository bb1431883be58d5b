import { setTimeout } from 'node:timers/promises';
import { run, start } from './run';
import { testWith } from '../local/clients';

async function text(url: string): Promise<string> {
  const answer = await fetch(url);
  return answer.ok ? answer.text() : '';
}

/** What is there once it matches. */
async function until(url: string, matches: RegExp): Promise<string> {
  let found = '';
  for (let tries = 0; tries < 400; tries++) {
    found = await text(url);
    if (matches.test(found)) return found;
    await setTimeout(50);
  }
  throw new Error(`${url} does not have what is expected: ${found}`);
}

testWith({ ffmpeg: 'ffmpeg' }, 'a stream is live in all formats of a media server, and goes on [MED-106]', async () => {
  const command = start('live-origin', '--layout', 'wowza', '--app', 'livecf', '--stream', 'myStream', '--json');
  const { url, publish, manifests } = JSON.parse(await command.firstLine);
  expect(publish).toBeUndefined();
  expect(manifests).toEqual({ hls: `${url}/livecf/myStream/playlist.m3u8`, hds: `${url}/livecf/myStream/manifest.f4m`, smooth: `${url}/livecf/myStream/Manifest` });

  expect(await until(manifests.hls, /segment0\.ts/)).not.toContain('segment1.ts');
  await until(manifests.hds, /<media /);
  await until(manifests.smooth, /<c t="\d+"/);
  await until(manifests.hls, /segment1\.ts/);
  await until(manifests.smooth, /<c t="\d+".*\n<c t="\d+"/);
  expect((await fetch(manifests.hls)).headers.get('cache-control')).toBe('max-age=2');
  command.interrupt();
  expect(await command.ended).toMatchObject({ exitCode: 0, errors: '' });
  await expect(fetch(url)).rejects.toThrow();
});

testWith({ ffmpeg: 'ffmpeg' }, 'it tells people where to publish and what to play', async () => {
  const command = start('live-origin', '--layout', 'ams', '--stream', 'livestream', '--ingest-port', '0');
  expect(await command.firstLine).toMatch(/^Origin {2}http:\/\/127\.0\.0\.1:\d+$/);
  command.interrupt();
  expect((await command.ended).output).toMatch(/^Publish rtmp:\/\/127\.0\.0\.1:\d+\/livepkgr\/livestream\nPlay {4}http.*\.m3u8\nPlay {4}http.*\.f4m\n$/m);
});

test.each([
  [2, /^cloudfront-edge: option '--layout <server>' argument 'fms' is invalid\. Allowed choices are ams, wowza, iis\.\n$/, ['--layout', 'fms']],
  [2, /^cloudfront-edge: option '--ingest-port <number>' argument 'x' is invalid\. Expected a number from 0 to 65535\.\n$/, ['--ingest-port', 'x']],
  [2, /^cloudfront-edge: option '--sample <file>' cannot be used with option '--ingest-port <number>'\n$/, ['--ingest-port', '0', '--sample', 'a.mp4']],
  [2, /^cloudfront-edge: expected --ingest-password only with --layout iis and --ingest-port\n$/, ['--ingest-port', '0', '--ingest-password', 'secret']],
  [2, /^cloudfront-edge: option '--log <file>' argument '\/nowhere\/a\.log' is invalid\. It cannot be written: ENOENT: .*\.\n$/, ['--log', '/nowhere/a.log']],
])('wrong usage ends with %d and one line: %s', async (exitCode, errors, args) => {
  expect(await run('live-origin', ...args)).toMatchObject({ exitCode, errors: expect.stringMatching(errors) });
});

testWith({ ffmpeg: 'ffmpeg' }, 'a sample that is not there ends it with one line', async () => {
  expect(await run('live-origin', '--sample', '/nowhere.mp4')).toMatchObject({ exitCode: 1, errors: 'cloudfront-edge: ffmpeg ended: /nowhere.mp4: No such file or directory\n' });
});
