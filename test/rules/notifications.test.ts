import { ruleTest } from './rule-test';

const alarm = (rest: object = {}) => ({
  Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate', Statistic: 'Average', Period: 60, EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanThreshold', Threshold: 1, ...rest,
});
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:ops';
const cases = { in: 'AWS::CloudWatch::Alarm' } as const;

ruleTest('alarm-action [RPT-097]', {
  ...cases,
  at: 'AlarmActions[0]',
  rejects: [alarm({ AlarmActions: ['ops@example.com'] }), alarm({ AlarmActions: ['ops'] })],
  accepts: [alarm({ AlarmActions: [TOPIC] }), alarm(), alarm({ AlarmActions: ['ops'], Namespace: 'AWS/Lambda', MetricName: 'Errors' })],
  message: /make a topic, subscribe the addresses to it/,
});
ruleTest('alarm-topic-region [RPT-097]', {
  ...cases,
  at: 'OKActions[1]',
  rejects: [alarm({ OKActions: [TOPIC, TOPIC.replace('us-east-1', 'eu-west-1')] })],
  accepts: [alarm({ OKActions: [TOPIC] }), alarm({ AlarmActions: ['arn:aws-cn:sns:cn-north-1:111122223333:ops'] }), alarm({ AlarmActions: ['arn:aws:lambda:eu-west-1:111122223333:function:ops'] })],
  message: /topic is in eu-west-1.*Fix: make a topic in us-east-1/,
});
ruleTest('alarm-without-action [RPT-097]', {
  ...cases,
  at: 'ActionsEnabled',
  rejects: [alarm({ ActionsEnabled: true }), alarm({ ActionsEnabled: 'true', AlarmActions: [] })],
  accepts: [alarm(), alarm({ ActionsEnabled: false }), alarm({ ActionsEnabled: true, OKActions: [TOPIC] }), alarm({ ActionsEnabled: true, AlarmActions: { Ref: 'Unknown' } })],
});
ruleTest('alarm-without-action [RPT-097]', {
  in: 'resources',
  at: '',
  rejects: [],
  accepts: [{
    Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: alarm({ ActionsEnabled: true }) },
    Any: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: { 'Fn::Sub': 'ALARM(${Errors})' }, AlarmActions: [TOPIC] } },
  }],
});

const notifying = (topic: object, more: object = {}, properties: object = alarm({ AlarmActions: [{ Ref: 'Ops' }] })) => ({
  Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: properties }, Ops: { Type: 'AWS::SNS::Topic', Properties: topic }, ...more,
});
const subscription = (Endpoint: unknown, Protocol = 'email') => ({ Mail: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Ops' }, Protocol, Endpoint } } });
const NOT_ONE_ADDRESS = ['a@example.com b@example.com', 'a@example.com,b@example.com; c@example.com', 'ops', '', 'a@b@c'];

ruleTest('notification-email [RPT-097] [RPT-098]', {
  in: 'resources',
  at: 'Mail.Endpoint',
  rejects: [...NOT_ONE_ADDRESS.map((endpoint) => notifying({}, subscription(endpoint))), notifying({}, subscription('a b', 'email-json')), notifying({}, subscription(undefined))],
  accepts: [
    notifying({}, subscription('a@example.com')),
    notifying({}, subscription('https://example.com/hook', 'https')),
    notifying({}, subscription('ops'), alarm({ AlarmActions: [{ Ref: 'Ops' }], Namespace: 'AWS/Lambda', MetricName: 'Errors' })),
    notifying({}, subscription('ops'), alarm()),
  ],
});
ruleTest('notification-email [RPT-098]', {
  in: 'resources',
  at: 'Ops.Subscription[1].Endpoint',
  rejects: [notifying({ Subscription: [{ Protocol: 'email', Endpoint: 'a@example.com' }, { Protocol: 'email', Endpoint: 'b@example.com,c@example.com; d@example.com' }] })],
  accepts: [notifying({ Subscription: ['a', 'b', 'c'].map((name) => ({ Protocol: 'email', Endpoint: `${name}@example.com` })) })],
  message: /one address, whose owner confirms it\. Fix: make 3 subscriptions, for b@example\.com, c@example\.com, d@example\.com/,
});
