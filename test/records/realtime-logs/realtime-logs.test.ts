import { REALTIME_LOG_FIELDS } from '../../../src/config';
import { OriginFailure } from '../../../src/edge';
import { ok, status } from '../../edge/scenario';
import { LoggedEdge, LoggedScenario } from '../access-logs/logged-edge';

const STREAM = 'arn:aws:kinesis:us-east-1:111122223333:stream/viewers';
const LOG = (properties: object = {}) => ({
  Type: 'AWS::CloudFront::RealtimeLogConfig',
  Properties: {
    Name: 'log', SamplingRate: 100, Fields: ['sc-status'], EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { RoleArn: 'arn:aws:iam::111122223333:role/a', StreamArn: STREAM } }], ...properties,
  },
});
const NAMED = { RealtimeLogConfigArn: { 'Fn::GetAtt': ['Log', 'Arn'] } };

/** An edge whose default cache behavior has a real-time log. */
function recording(properties: object = {}, scenario: LoggedScenario = {}): LoggedEdge {
  return new LoggedEdge({ ...scenario, resources: { ...scenario.resources, Log: LOG(properties) }, behavior: { ...NAMED, ...scenario.behavior } });
}

/** The values of the only record there is. */
function values(edge: LoggedEdge): string[] {
  expect(edge.store.stream(STREAM)).toHaveLength(1);
  return edge.store.stream(STREAM)[0].split('\t');
}

test('a record is there as soon as the answer has ended, with a rate of 100 for each request [DST-068]', async () => {
  const edge = recording();
  for (let i = 1; i <= 3; i++) {
    await edge.get('/');
    expect(edge.store.stream(STREAM)).toEqual(Array(i).fill('200'));
  }
  expect(await edge.keys()).toEqual([]);
});

test('a record has the chosen fields in CloudFront\'s order, between tabs [DTD-202]', async () => {
  const edge = recording({ Fields: ['c-country', 'sc-status', 'time-to-first-byte'] });
  await edge.get('/', { country: 'DE' });
  expect(values(edge)).toEqual(['0.000', '200', 'DE']);
});

test('every field has a value or a hyphen [DTD-202]', async () => {
  const edge = recording({ Fields: [...REALTIME_LOG_FIELDS] });
  await edge.get('/');
  expect(values(edge)).toHaveLength(69);
  for (const value of values(edge)) expect(value).toMatch(/^[!-~]+$/);
});

test('path with query string, hosts and time are other than in standard logs [DTD-206]', async () => {
  const edge = recording({ Fields: ['timestamp', 'cs-host', 'cs-uri-stem', 'x-host-header', 'cs-uri-query', 'c-ip-version'] });
  edge.clock.advance(123);
  await edge.get('/a?x=1', { host: 'www.example.com', ip: '2001:db8::1' });
  const [{ domainName }] = edge.application.distributions;
  expect(values(edge)).toEqual([(edge.clock.now() / 1000).toFixed(3), 'www.example.com', '/a?x=1', domainName, 'IPv6', 'x=1']);
  expect(values(edge)[0]).toMatch(/^\d{10}\.123$/);
});

test('cookies and headers are cut to 800 bytes [DTD-207]', async () => {
  const edge = recording({ Fields: ['cs-cookie', 'cs-headers', 'cs-header-names', 'cs-headers-count'] });
  await edge.get('/', { host: 'www.example.com', headers: { Cookie: 'c'.repeat(900), ['N'.repeat(900)]: 'v' } });
  const [cookie, headers, names, count] = values(edge).map((value) => decodeURIComponent(value));
  expect([cookie, headers.length, names.length, count]).toEqual(['c'.repeat(800), 800, 800, '3']);
  expect(headers).toBe(`Host:www.example.com\nCookie:${'c'.repeat(772)}`);
  expect(names.startsWith('Host\nCookie\nNNN')).toBe(true);
});

test('a configuration counts for the cache behaviors that name it [DTD-208]', async () => {
  const CacheBehaviors = [{ PathPattern: '/api/*', TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...NAMED }];
  const edge = new LoggedEdge({ resources: { Log: LOG({ Fields: ['cs-uri-stem'] }) }, config: { CacheBehaviors } });
  for (const path of ['/api/1', '/other', '/api/2']) await edge.get(path);
  expect(edge.store.stream(STREAM)).toEqual(['/api/1', '/api/2']);
});

test.each([[1, 2], [25, 50], [100, 200]])('of 200 requests a rate of %i records %i', async (SamplingRate, records) => {
  const edge = recording({ SamplingRate });
  for (let i = 0; i < 200; i++) await edge.get('/');
  expect(edge.store.stream(STREAM)).toHaveLength(records);
});

test('the stream may be one of the application, and keeps its newest records', async () => {
  const edge = recording({ EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { StreamArn: { 'Fn::GetAtt': ['Stream', 'Arn'] } } }], Fields: ['cs-uri-stem'] }, { resources: { Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'mine' } } } });
  await edge.get('/');
  expect(edge.store.streamNames).toEqual([expect.stringMatching(/^arn:aws:kinesis:us-east-1:\d{12}:stream\/mine$/)]);
  for (let i = 0; i < 20_000; i++) edge.store.append('stream', String(i));
  expect(edge.store.stream('stream')).toHaveLength(20_000);
  edge.store.append('stream', 'last');
  expect([edge.store.stream('stream').length, edge.store.stream('stream')[0], edge.store.stream('stream').at(-1)]).toEqual([10_000, '10001', 'last']);
  expect([edge.store.recordsOf('stream'), edge.store.stream('stream', 19_999), edge.store.stream('stream', 20_001), edge.store.stream('stream', 5).length]).toEqual([20_001, ['19999', 'last'], [], 10_000]);
});

/** A group of two origins, which answer by their names. */
function grouped(answer: (name: string) => ReturnType<typeof ok>, criteria: object = {}): LoggedEdge {
  const Origins = ['first', 'second'].map((Id) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' }, ConnectionAttempts: 1 }));
  const Members = { Quantity: 2, Items: [{ OriginId: 'first' }, { OriginId: 'second' }] };
  const Items = [{ Id: 'group', FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [403, 503] } }, Members, ...criteria }];
  return recording({ Fields: ['r-host', 'sr-reason', 'x-edge-mqcs'] }, {
    origin: ({ headers }) => answer(headers.get('host')!.split('.')[0]),
    config: { Origins, OriginGroups: { Quantity: 1, Items } },
    behavior: { TargetOriginId: 'group', MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 },
  });
}

test.each([
  ['the primary answers', 200, ['first.example.com', '-', '-']],
  ['the primary answers 403', 403, ['second.example.com', 'Failover:403', '-']],
  ['the primary cannot be reached', 'connection-refused', ['second.example.com', 'Failover:503', '-']],
] as const)('the origin that answered last and the reason for it stand in a record: %s [OTD-082]', async (_title, outcome, expected) => {
  const edge = grouped((name) => {
    if (name === 'second') return ok('second');
    if (typeof outcome === 'string') throw new OriginFailure(outcome, 'nobody listens');
    return status(outcome);
  });
  await edge.get('/');
  expect(values(edge)).toEqual(expected);
});

test('the better picture is a reason for an origin [OTD-082]', async () => {
  const edge = grouped((name) => ok(name, { 'CMSD-Static': `com.example-mqcs=${name === 'first' ? 90 : 100}` }), { SelectionCriteria: 'media-quality-based' });
  for (let i = 0; i < 2; i++) {
    await edge.get('/live.mpd');
    await new Promise(setImmediate);
  }
  expect(edge.store.stream(STREAM)).toEqual(['first.example.com\t-\t-', 'second.example.com\tMediaQuality\t100']);
});

test('a record of the staging distribution names the primary one [DTD-141]', async () => {
  const distribution = (properties: object) => ({
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Staging: true,
        Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
        DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...NAMED },
        ...properties,
      },
    },
  });
  const Policy = {
    Type: 'AWS::CloudFront::ContinuousDeploymentPolicy',
    Properties: {
      ContinuousDeploymentPolicyConfig: {
        Enabled: true, StagingDistributionDnsNames: [{ 'Fn::GetAtt': ['Staging', 'DomainName'] }], Type: 'SingleHeader', SingleHeaderPolicyConfig: { Header: 'aws-cf-cd-staging', Value: 'true' },
      },
    },
  };
  const edge = recording({ Fields: ['primary-distribution-id', 'primary-distribution-dns-name', 'x-host-header'] }, {
    resources: { Staging: distribution({}), Policy }, config: { ContinuousDeploymentPolicyId: { Ref: 'Policy' } },
  });
  const primary = edge.application.distributions.find(({ location }) => location.logicalId === 'Web')!;
  const staging = edge.application.distributions.find(({ location }) => location.logicalId === 'Staging')!;
  await edge.get('/', { host: primary.domainName, headers: { 'aws-cf-cd-staging': 'true' } });
  expect(values(edge)).toEqual([staging.domainName, primary.id, primary.domainName]);
  await edge.get('/', { host: primary.domainName });
  expect(edge.store.stream(STREAM)[1].split('\t')).toEqual([primary.domainName, '-', '-']);
});
