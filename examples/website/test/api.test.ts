import { execFileSync } from 'child_process';
import { join } from 'path';

test('the API logs CloudFront\'s id of each request [ORG-049]', () => {
  const program = `
    import { startApi } from ${JSON.stringify(join(__dirname, '..', 'api', 'server.mjs'))};
    const api = await startApi();
    await fetch(api.url + '/api/time', { headers: { 'x-amz-cf-id': 'Ab1-_==' } });
    await fetch(api.url + '/nowhere');
    api.close();
  `;
  const log = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(log.trim().split('\n')).toEqual(['api: GET /api/time 200 Ab1-_==', 'api: GET /nowhere 404 -']);
});
