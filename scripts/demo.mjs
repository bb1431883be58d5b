// Synthesises examples/website and serves it on the local edge, its API beside it, until Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { startApi } from '../examples/website/api/server.mjs';

const example = 'examples/website';
console.log('▸ Synthesising examples/website');
const synth = spawnSync(process.execPath, ['-r', '@swc-node/register', 'app.ts'], { cwd: example, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CDK_OUTDIR: 'cdk.out' } });
if (synth.status !== 0) process.exit(synth.status ?? 1);

console.log('▸ Starting the local edge');
const api = await startApi();
const edge = spawn(process.execPath, ['bin/cloudfront-edge', 'serve', `${example}/cdk.out`, '--origin', `api=${api.url}`, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
edge.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    api.close();
    edge.kill(signal);
  });
}

for await (const line of createInterface({ input: edge.stdout })) {
  const { event, distributions, control } = JSON.parse(line);
  if (event !== 'ready') continue;
  const [{ http, https, domainName }] = distributions;
  console.log(`
The example site (${domainName}) is served at
  ${http}/
  ${https}/   (with a certificate of its own: curl -k)

Try
  curl -i ${http}/                  the index page: X-Cache: Miss from cloudfront, the second time Hit
  curl -i ${http}/api/time          the API: cached for 10 seconds
  curl -i ${http}/nowhere           404, with the site's error page
  curl -i -r 0-9 ${http}/style.css  206, the first ten bytes
  curl -i -X PUT ${http}/           403: the method is not allowed here
  npx cloudfront-edge get ${example}/cdk.out / --explain
  npx cloudfront-edge invalidate '/*' --endpoint ${control}

Ctrl-C ends it.`);
}
