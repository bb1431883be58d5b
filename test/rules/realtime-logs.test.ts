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
ruleTest('realtime-log-stream-type [DTD-205]', { ...cases, at: 'EndPoints[0].StreamType', rejects: [config({ EndPoints: [{ StreamType: 'Firehose' }] })], accepts: [config({})] });
const END_POINT = { StreamType: 'Kinesis', KinesisStreamConfig: { RoleArn: 'arn:aws:iam::111122223333:role/a', StreamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/a' } };
ruleTest('realtime-log-stream-type [DTD-205]', { ...cases, at: 'EndPoints', rejects: [config({ EndPoints: [] }), config({ EndPoints: [END_POINT, END_POINT] })], accepts: [config({})] });

const ACTIONS = ['kinesis:DescribeStreamSummary', 'kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'];
const document = (Action: unknown) => ({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
/** A real-time log that is written by a role of the application. */
const written = (rest: object, Service: unknown = 'cloudfront.amazonaws.com', more: object = {}) => ({
  Log: {
    Type: 'AWS::CloudFront::RealtimeLogConfig',
    Properties: config({ EndPoints: [{ ...END_POINT, KinesisStreamConfig: { ...END_POINT.KinesisStreamConfig, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } } }] }),
  },
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } }] }, ...rest } },
  ...more,
});
const inline = (Action: unknown) => ({ Policies: [{ PolicyName: 'write', PolicyDocument: document(Action) }] });
const attached = { Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'write', Roles: [{ Ref: 'Role' }], PolicyDocument: document(ACTIONS) } } };
ruleTest('realtime-log-role [DTD-205]', {
  in: 'resources',
  at: 'Log.EndPoints[0].KinesisStreamConfig.RoleArn',
  rejects: [written({}), ...ACTIONS.map((missing) => written(inline(ACTIONS.filter((action) => action !== missing)))), written(inline(ACTIONS), 'firehose.amazonaws.com')],
  accepts: [
    written(inline(ACTIONS)), written(inline('kinesis:*')), written({}, undefined, attached), written(inline({ Ref: 'Unknown' })), written({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/a'] }),
    written(inline(ACTIONS), { Ref: 'Unknown' }),
  ],
});
