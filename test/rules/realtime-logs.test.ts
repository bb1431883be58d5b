import { ruleTest } from './rule-test';

const cases = { in: 'AWS::CloudFront::RealtimeLogConfig' } as const;
const config = (rest: object) => ({
  Name: 'log', SamplingRate: 1, Fields: ['timestamp'], EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { RoleArn: 'arn:aws:iam::111122223333:role/a', StreamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/a' } }], ...rest,
});

ruleTest('realtime-log-fields [DTD-203]', {
  ...cases,
  at: 'Fields[0]',
  rejects: [config({ Fields: ['cs(Host)'] }), config({ Fields: ['date', 'cs-host'] })],
  accepts: [config({ Fields: ['cs-host', 'timestamp', 'cmcd-version'] }), config({ Fields: [{ Ref: 'Unknown' }] })],
});
ruleTest('realtime-log-fields [DTD-203]', { ...cases, at: 'Fields', rejects: [config({ Fields: [] })], accepts: [config({})] });
ruleTest('realtime-log-fields [DTD-203]', { ...cases, at: 'Fields[1]', rejects: [config({ Fields: ['cs-host', 'cs-host'] })], accepts: [config({ Fields: ['cs-host', 'cs-method'] })] });
ruleTest('realtime-log-sampling [DTD-204]', {
  ...cases, at: 'SamplingRate', rejects: [0, 101, 0.5].map((SamplingRate) => config({ SamplingRate })), accepts: [1, 100, '50'].map((SamplingRate) => config({ SamplingRate })),
});
ruleTest('realtime-log-stream-type', { ...cases, at: 'EndPoints[0].StreamType', rejects: [config({ EndPoints: [{ StreamType: 'Firehose' }] })], accepts: [config({})] });
