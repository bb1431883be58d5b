/* How long the rules take for one distribution of everyday size, for one at the quotas, and for many. */
import { checkApplication } from '../src/rules';
import { readTemplates } from '../src/template';

const ROUNDS = 50;

interface Size {
  readonly name: string;
  readonly distributions: number;
  readonly behaviors: number;
  readonly origins: number;
  readonly aliases: number;
  readonly goal: string;
}

const SIZES: readonly Size[] = [
  { name: '25 behaviors', distributions: 1, behaviors: 25, origins: 3, aliases: 2, goal: '5' },
  { name: '75 behaviors, 100 origins, 100 aliases', distributions: 1, behaviors: 75, origins: 100, aliases: 100, goal: '20' },
  { name: '100 distributions', distributions: 100, behaviors: 5, origins: 2, aliases: 1, goal: '' },
  { name: '200 distributions', distributions: 200, behaviors: 5, origins: 2, aliases: 1, goal: 'twice the line above' },
];

const times = (count: number) => Array.from({ length: count }, (_, i) => i);

function template({ distributions, behaviors, origins, aliases }: (typeof SIZES)[number]) {
  const behavior = (i: number) => ({
    TargetOriginId: `origin${i % origins}`, ViewerProtocolPolicy: 'https-only', MinTTL: 0, DefaultTTL: 60, MaxTTL: 600, ForwardedValues: { QueryString: true, Headers: ['Origin'] },
  });
  const site = (n: number) => ({
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        DefaultRootObject: 'index.html',
        Aliases: times(aliases).map((i) => `a${i}.site${n}.example.com`),
        ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', SslSupportMethod: 'sni-only', MinimumProtocolVersion: 'TLSv1.2_2021' },
        Origins: times(origins).map((i) => ({ Id: `origin${i}`, DomainName: `o${i}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } })),
        DefaultCacheBehavior: behavior(0),
        CacheBehaviors: times(behaviors).map((i) => ({ PathPattern: `/section${i}/*/page?.html`, ...behavior(i) })),
      },
    },
  });
  return { Resources: Object.fromEntries(times(distributions).map((n) => [`Site${n}`, site(n)])) };
}

function medianMilliseconds(work: () => void): number {
  for (const _ of times(ROUNDS / 5)) work();
  const taken = times(ROUNDS).map(() => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return taken.sort((one, other) => one - other)[ROUNDS / 2];
}

console.table(Object.fromEntries(SIZES.map((size) => {
  const source = [{ name: 'Stack', template: template(size) }];
  const application = readTemplates(source, { unknownEnvironment: true });
  const median = (work: () => void) => Number(medianMilliseconds(work).toFixed(2));
  return [size.name, {
    'rules, median CPU ms': median(() => checkApplication(application)),
    'with reading, median CPU ms': median(() => checkApplication(readTemplates(source, { unknownEnvironment: true }))),
    'goal ms': size.goal,
  }];
})));
