import { Edge, FunctionOrigin, SystemClock, ViewerRequest } from '../src/edge';
import { readTemplates } from '../src/template';

/** Invalidating everything while a million objects are cached. */

const OBJECTS = 1_000_000;

const template = {
  Resources: {
    Web: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Enabled: true,
          Origins: [{ Id: 'origin', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
          DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        },
      },
    },
  },
};

async function main(): Promise<void> {
  const application = readTemplates([{ name: 'bench', template }]);
  const [{ id, domainName }] = application.distributions;
  const origin = new FunctionOrigin(() => ({ headers: { 'cache-control': 'max-age=86400' }, body: new Uint8Array(16) }));
  const edge = new Edge({ application, clock: new SystemClock(), origins: () => origin });
  const headers = ['Host', domainName];
  const get = (url: string) => edge.handle({ method: 'GET', url, headers, protocol: 'https', httpVersion: '1.1', ip: '127.0.0.1' } satisfies ViewerRequest);
  for (let i = 0; i < OBJECTS; i++) await get(`/${i}`);
  const start = process.hrtime.bigint();
  edge.invalidate(id, ['/*']);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  const { record } = await get('/0');
  console.table([{ 'objects': OBJECTS, 'milliseconds': Number(milliseconds.toFixed(3)), 'next request': record.resultType }]);
  console.log('goal: under 10 ms');
}

void main();
