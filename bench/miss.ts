/* Requests that are never cached, through `serve` to an origin on this machine, beside a bare proxy of node:http and undici to the same origin. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, print } from './parts/compare';
import { nodeServer } from './parts/node-server';
import { ServerProcess } from './parts/server-process';

const ORIGIN = nodeServer('const body = Buffer.alloc(1024, "x");', 'response.writeHead(200, ["Content-Type", "text/plain", "Content-Length", "1024"]); response.end(body);');
const UNDICI = require.resolve('undici');
const [PROXY_CORE, ORIGIN_CORE] = [0, 1];

const proxy = (origin: string) => nodeServer(
  `const { Pool } = require(${JSON.stringify(UNDICI)}); const pool = new Pool(${JSON.stringify(origin)});`,
  'pool.request({ path: request.url, method: request.method, responseHeaders: "raw" }).then(({ statusCode, headers, body }) => {'
  + ' response.writeHead(statusCode, headers.map(String)); body.pipe(response); });',
);

const TEMPLATE = {
  Resources: {
    Site: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'origin', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
          DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' },
        },
      },
    },
  },
};

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'cloudfront-edge-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true }));
  const template = join(directory, 'template.json');
  writeFileSync(template, JSON.stringify(TEMPLATE));
  const origin = await ServerProcess.start(ORIGIN, ORIGIN_CORE);
  const url = JSON.parse(origin.ready).distributions[0].http;
  const command = join(__dirname, '..', 'bin', 'cloudfront-edge');
  const servers = {
    'bare undici proxy': await ServerProcess.start(proxy(url), PROXY_CORE),
    'serve, never cached': await ServerProcess.start([command, 'serve', template, '--origin', `origin=${url}`, '--json'], PROXY_CORE),
  };
  const figures = await compare(servers, '/');
  const [bare, edge] = Object.values(figures);
  print('1 KiB, caching disabled', figures);
  console.log(`CPU ${(edge.cpu / bare.cpu).toFixed(2)} times that of the bare proxy (goal 2.5 or less)`);
  await Promise.all([...Object.values(servers), origin].map((server) => server.stop()));
}

void main();
