/*
 * All kinds of requests for minutes, at a moderate rate: what `serve` holds on to while it rests in between must not grow.
 * The argument is the number of minutes, 10 by default.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mixedLoad, MixedLoad } from './parts/mixed-load';
import { ServerProcess } from './parts/server-process';
import { VITAL_SIGNS, VitalSigns, vitalSigns } from './parts/vital-signs';

const MINUTES = Number(process.argv[2] ?? 10);
const PER_SECOND = 400;
const ROUNDS = 9;
/** Seconds until connections to origins that nobody uses are closed, and a little. */
const REST = 7;

const CACHED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const NEVER_CACHED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const directory = mkdtempSync(join(tmpdir(), 'cloudfront-edge-soak-'));
process.on('exit', () => rmSync(directory, { recursive: true }));

function writeFiles(): { readonly template: string; readonly objects: string } {
  const [template, objects] = [join(directory, 'template.json'), join(directory, 'objects')];
  mkdirSync(objects);
  for (let i = 0; i < 50; i++) writeFileSync(join(objects, `small-${i}.txt`), `${i} `.repeat(2_000));
  writeFileSync(join(objects, 'large.bin'), Buffer.alloc(5_000_000, 'large'));
  const behavior = { ViewerProtocolPolicy: 'allow-all', Compress: true };
  writeFileSync(template, JSON.stringify({
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { AccessControl: 'PublicRead' } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            HttpVersion: 'http2',
            Origins: [
              { Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'DomainName'] }, S3OriginConfig: {} },
              { Id: 'server', DomainName: 'server.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } },
            ],
            DefaultCacheBehavior: { ...behavior, TargetOriginId: 'bucket', CachePolicyId: CACHED },
            CacheBehaviors: [
              { ...behavior, PathPattern: '/server/never/*', TargetOriginId: 'server', CachePolicyId: NEVER_CACHED },
              { ...behavior, PathPattern: '/server/slow/*', TargetOriginId: 'server', CachePolicyId: NEVER_CACHED },
              { ...behavior, PathPattern: '/server/*', TargetOriginId: 'server', CachePolicyId: CACHED },
            ],
          },
        },
      },
    },
  }));
  return { template, objects };
}

/** A server of which some answers are broken off, and some never end. */
const origin = createServer((request, response) => {
  const [, , kind] = request.url!.split('/');
  response.writeHead(200, { 'Cache-Control': 'max-age=1', 'Content-Type': 'text/plain', ...(kind === 'never' ? {} : { 'Content-Length': '20000' }) });
  if (kind === 'slow') return void response.write('slow');
  if (kind === 'broken') return void response.write('broken', () => response.destroy());
  return void response.end('x'.repeat(20_000));
});

async function main(): Promise<void> {
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const { template, objects } = writeFiles();
  const server = await ServerProcess.start([
    ...VITAL_SIGNS, join(__dirname, '..', 'bin', 'cloudfront-edge'), 'serve', template,
    '--bucket', `Bucket=${objects}`, '--origin', `server=http://127.0.0.1:${(origin.address() as AddressInfo).port}`, '--json',
  ]);
  const [target] = JSON.parse(server.ready).distributions;
  const seconds = MINUTES * 60 / ROUNDS - REST;
  const rounds: (VitalSigns & { readonly load: MixedLoad })[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const load = await mixedLoad(target, seconds, PER_SECOND);
    await new Promise((resolve) => setTimeout(resolve, REST * 1000));
    rounds.push({ ...await vitalSigns(server), load });
  }
  print(rounds);
  await server.stop();
  origin.closeAllConnections();
  origin.close();
}

function print(rounds: readonly (VitalSigns & { readonly load: MixedLoad })[]): void {
  console.table(rounds.map(({ heap, external, files, notices, load }) => ({ 'heap MiB': Number(heap.toFixed(1)), 'external MiB': Number(external.toFixed(1)), 'open files': files, notices, ...load })));
  // The first rounds fill caches and compile code.
  const [early, late] = [rounds.slice(3, 6), rounds.slice(6)];
  const growth = (sign: 'heap' | 'external' | 'files') => least(late, sign) - least(early, sign);
  const faults = [
    ...(growth('heap') > 2 ? [`the heap has grown by ${growth('heap').toFixed(1)} MiB`] : []),
    ...(growth('external') > 5 ? [`memory beside the heap has grown by ${growth('external').toFixed(1)} MiB`] : []),
    ...(growth('files') > 0 ? [`${growth('files')} more files or sockets are open`] : []),
    ...(rounds[rounds.length - 1].notices > 0 ? [`the server had ${rounds[rounds.length - 1].notices} things to say`] : []),
  ];
  console.log('goal: a heap that grows by less than 2 MiB from the second third to the last, no more open files, and no notice');
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

/** What is there at the least: above it comes and goes. */
function least(rounds: readonly VitalSigns[], sign: 'heap' | 'external' | 'files'): number {
  return Math.min(...rounds.map((round) => round[sign]));
}

void main();
