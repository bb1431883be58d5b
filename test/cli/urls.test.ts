import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';

const directory = directoryWith({ 'empty.json': { Resources: {} }, 'template.json': websiteTemplate({ Aliases: ['www.example.com'] }) });
const urls = (...args: string[]) => run('urls', `${directory}/template.json`, ...args);

test('an object has the URL that is published, and one of its bucket [DST-100]', async () => {
  const { exitCode, output } = await urls('images/a.jpg');
  expect([exitCode, output]).toEqual([0, expect.stringMatching(/^Site {2}https:\/\/www\.example\.com\/images\/a\.jpg\n {2}is it public\? https:\/\/[a-z0-9-]+\.s3\.us-east-1\.amazonaws\.com\/images\/a\.jpg\n$/)]);
  expect((await urls('api/a', '--accept-encoding', 'gzip', '--edition', '2014-10-21')).output).toBe('Site  http://www.example.com/api/a.gz\n');
});

test('without a distribution there is no URL', async () => {
  expect(await run('urls', `${directory}/empty.json`, 'a.jpg')).toEqual({ exitCode: 1, output: '', errors: expect.stringMatching(/there is no distribution in \S+empty\.json\n/) });
});

test('the URL of the bucket answers as the bucket would [DST-100]', async () => {
  const { output } = await urls('a.jpg');
  const [check] = /https:\/\/\S+s3\S+/.exec(output)!;
  const refused = await run('get', `${directory}/template.json`, check);
  expect([refused.exitCode, refused.output]).toEqual([1, expect.stringContaining('<Code>AccessDenied</Code>')]);
});
