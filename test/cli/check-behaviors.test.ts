import { writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { directoryWith, run } from './run';
import { websiteTemplate } from './templates';
import { certificateFor } from '../edge/origin/certificates';

const directory = directoryWith({ 'template.json': websiteTemplate(), 'site/index.html': 'home' });
let server: Server;
afterAll(() => server.close());

test('of an origin with a self-signed certificate it says so, for the behavior that leads there, unless it is believed [TLS-027]', async () => {
  const certificate = await certificateFor(['api.example.com']);
  writeFileSync(`${directory}/ca.pem`, certificate.cert);
  server = createServer(certificate, (_request, response) => void response.end('api'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const given = ['check-behaviors', `${directory}/template.json`, '--bucket', `Bucket=${directory}/site`, '--origin', `api=https://127.0.0.1:${(server.address() as AddressInfo).port}`];
  expect(await run(...given)).toEqual({
    exitCode: 1,
    output: [
      'Site  /api/*  http   /api/  301',
      'Site  /api/*  https  /api/  502  the origin api gives no answer (tls): self-signed certificate',
      'Site  *       http   /      200',
      'Site  *       https  /      200',
      '',
    ].join('\n'),
    errors: '',
  });
  const { exitCode, output } = await run(...given, '--origin-ca', `${directory}/ca.pem`, '--json');
  expect([exitCode, JSON.parse(output)[1]]).toEqual([0, { distribution: 'Site', pathPattern: '/api/*', protocol: 'https', path: '/api/', status: 200 }]);
});
