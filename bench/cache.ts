/* A cache with a million objects beside one with a thousand: hits, memory, and an invalidation of everything. */
import { Edge, FunctionOrigin, SystemClock, ViewerRequest } from '../src/edge';
import { readTemplates } from '../src/template';

const HITS = 200_000;
const ROUNDS = 5;

const template = {
  Resources: {
    Web: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'origin', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
          DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
        },
      },
    },
  },
};
const application = readTemplates([{ name: 'bench', template }]);
const [{ id, domainName }] = application.distributions;
const BODY = new Uint8Array(0);

function request(i: number): ViewerRequest {
  return { method: 'GET', url: `/objects/${i}.html`, headers: ['Host', domainName, 'User-Agent', 'bench'], protocol: 'https', httpVersion: '1.1', ip: '127.0.0.1' };
}

async function filled(objects: number): Promise<{ edge: Edge; bytesPerObject: number }> {
  const origin = new FunctionOrigin(() => ({ headers: { 'cache-control': 'max-age=86400', 'content-type': 'text/html', 'etag': '"1"' }, body: BODY }));
  const edge = new Edge({ application, clock: new SystemClock(), origins: () => origin });
  global.gc!();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < objects; i++) await edge.handle(request(i));
  global.gc!();
  return { edge, bytesPerObject: (process.memoryUsage().heapUsed - before) / objects };
}

/** Microseconds of a hit, the best of some rounds. */
async function hit(edge: Edge, objects: number): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < HITS; i++) await edge.handle(request((i * 7_919) % objects));
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e3 / HITS);
  }
  return best;
}

async function main(): Promise<void> {
  const rows: { [objects: string]: object } = {};
  for (const objects of [1_000, 1_000_000]) {
    const { edge, bytesPerObject } = await filled(objects);
    const microseconds = await hit(edge, objects);
    const start = process.hrtime.bigint();
    edge.invalidate(id, ['/*']);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    rows[`${objects} objects`] = { 'µs/hit': Number(microseconds.toFixed(2)), 'bytes/object': Math.round(bytesPerObject), 'ms for /*': Number(milliseconds.toFixed(2)) };
  }
  console.table(rows);
  console.log('goals: the same time for a hit, 1,024 bytes an object beside its body, 10 ms for /*');
}

void main();
