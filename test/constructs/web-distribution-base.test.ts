import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Alarm, Dashboard, GraphWidget, Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { errors, findings, newSite, newStack } from './site';
import { IWebDistribution, WebDistribution } from '../../src';
import { Edition } from '../../src/config';

const RESOURCE = 'AWS::CloudFront::Distribution';

let stack: Stack;
beforeEach(() => { stack = newStack(); });

test('grants are of single actions, and name the distribution by its ARN [IAM-020]', () => {
  const site = newSite(stack);
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  site.grantCreateInvalidation(role);
  site.grant(role, 'cloudfront:GetDistribution');
  const Resource = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/', { Ref: 'SiteE53D7754' }]] };
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'cloudfront:CreateInvalidation', Resource }, { Effect: 'Allow', Action: 'cloudfront:GetDistribution', Resource }] },
  });
});

test('an existing distribution is used by its attributes, wherever CDK takes a distribution', () => {
  const existing: IDistribution = WebDistribution.fromDistributionAttributes(stack, 'Existing', { distributionId: 'E1', domainName: 'd1.cloudfront.net' });
  expect([existing.distributionId, existing.distributionDomainName, existing.distributionRef]).toEqual(['E1', 'd1.cloudfront.net', { distributionId: 'E1' }]);
  expect(stack.resolve(existing.distributionArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudfront::123456789012:distribution/E1']] });
  Template.fromStack(stack).resourceCountIs(RESOURCE, 0);
});

describe('metrics', () => {
  type Named = (distribution: IWebDistribution, options?: MetricOptions) => Metric;

  const USUAL: [string, string, Named][] = [
    ['Requests', Stats.SUM, (site, options) => site.metricRequests(options)],
    ['BytesDownloaded', Stats.SUM, (site, options) => site.metricBytesDownloaded(options)],
    ['BytesUploaded', Stats.SUM, (site, options) => site.metricBytesUploaded(options)],
    ['TotalErrorRate', Stats.AVERAGE, (site, options) => site.metricTotalErrorRate(options)],
    ['4xxErrorRate', Stats.AVERAGE, (site, options) => site.metric4xxErrorRate(options)],
    ['5xxErrorRate', Stats.AVERAGE, (site, options) => site.metric5xxErrorRate(options)],
  ];
  const ADDITIONAL: [string, string, Named][] = [
    ['CacheHitRate', Stats.AVERAGE, (site, options) => site.metricCacheHitRate(options)],
    ['OriginLatency', Stats.AVERAGE, (site, options) => site.metricOriginLatency(options)],
    ['401ErrorRate', Stats.AVERAGE, (site, options) => site.metric401ErrorRate(options)],
    ['403ErrorRate', Stats.AVERAGE, (site, options) => site.metric403ErrorRate(options)],
    ['404ErrorRate', Stats.AVERAGE, (site, options) => site.metric404ErrorRate(options)],
    ['502ErrorRate', Stats.AVERAGE, (site, options) => site.metric502ErrorRate(options)],
    ['503ErrorRate', Stats.AVERAGE, (site, options) => site.metric503ErrorRate(options)],
    ['504ErrorRate', Stats.AVERAGE, (site, options) => site.metric504ErrorRate(options)],
  ];

  test.each([...USUAL, ...ADDITIONAL])('%s is CloudFront\'s in us-east-1, by %s', (metricName, statistic, named) => {
    const site = newSite(stack, { publishAdditionalMetrics: true });
    const dimensions = { DistributionId: site.distributionId, Region: 'Global' };
    expect(named(site)).toMatchObject({ namespace: 'AWS/CloudFront', metricName, statistic, region: 'us-east-1', dimensions });
    expect(named(site, { statistic: 'max', label: 'mine' })).toMatchObject({ statistic: 'Maximum', label: 'mine', dimensions });
    const existing = WebDistribution.fromDistributionAttributes(stack, 'Existing', { distributionId: 'E1', domainName: 'd1.cloudfront.net' });
    expect(named(existing)).toMatchObject({ metricName, dimensions: { DistributionId: 'E1', Region: 'Global' } });
  });

  test('an alarm on one is created in us-east-1, where the metrics are, and nowhere else [RPT-083]', () => {
    newSite(stack).metric5xxErrorRate().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 3 });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate', Statistic: 'Average' });
    const abroad = newStack('eu-west-1');
    expect(() => newSite(abroad).metric5xxErrorRate().createAlarm(abroad, 'Alarm', { threshold: 1, evaluationPeriods: 3 })).toThrow(/us-east-1/);
  });

  describe('an alarm on one', () => {
    function notify(topic: ITopic): void {
      new Alarm(stack, 'Alarm', { metric: newSite(stack).metric5xxErrorRate(), threshold: 1, evaluationPeriods: 3 }).addAlarmAction(new SnsAction(topic));
    }

    test('notifies a topic that exists [RPT-097]', () => {
      notify(Topic.fromTopicArn(stack, 'Ops', 'arn:aws:sns:us-east-1:111122223333:ops'));
      Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'] });
      expect(errors(stack)).toEqual([]);
    });

    test('notifies a new topic, to which each address of a list is subscribed by itself [RPT-097] [RPT-098]', () => {
      const topic = new Topic(stack, 'Ops');
      for (const address of ['a@example.com', 'b@example.com', 'c@example.com']) topic.addSubscription(new EmailSubscription(address));
      notify(topic);
      const subscriptions = Object.values(Template.fromStack(stack).findResources('AWS::SNS::Subscription'));
      expect(subscriptions.map(({ Properties: { Protocol, Endpoint } }) => [Protocol, Endpoint])).toEqual([['email', 'a@example.com'], ['email', 'b@example.com'], ['email', 'c@example.com']]);
      expect(errors(stack)).toEqual([]);
    });

    test('does not notify a list of addresses in one subscription [RPT-098]', () => {
      const topic = new Topic(stack, 'Ops');
      topic.addSubscription(new EmailSubscription('a@example.com,b@example.com; c@example.com'));
      notify(topic);
      expect(errors(stack)).toEqual(['notification-email']);
    });
  });

  test.each<[string, (one: IWebDistribution, other: IWebDistribution) => Metric[], string[], string[]]>([
    ['rates', (one, other) => [one.metric4xxErrorRate(), other.metric5xxErrorRate()], [], []],
    ['sums', (one, other) => [one.metricRequests(), other.metricBytesDownloaded()], [], []],
    ['a sum and a rate, each with its statistic', (one, other) => [one.metricRequests(), other.metric5xxErrorRate()], [], ['dashboard-mixed-statistics']],
    ['requests by their average', (one) => [one.metricRequests({ statistic: Stats.AVERAGE })], ['dashboard-statistic'], []],
  ])('a graph compares %s [RPT-086]', (_, left, today, then) => {
    const other = WebDistribution.fromDistributionAttributes(stack, 'Other', { distributionId: 'E2', domainName: 'd2.cloudfront.net' });
    new Dashboard(stack, 'Dashboard', { widgets: [[new GraphWidget({ left: left(newSite(stack), other) })]] });
    const found = (edition: Edition) => findings(stack, edition).filter((rule) => rule.startsWith('dashboard'));
    expect([found('current'), found('2014-10-21')]).toEqual([today, then]);
  });

  test('additional metrics are published when that is asked for', () => {
    newSite(stack, { publishAdditionalMetrics: true });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudFront::MonitoringSubscription', {
      DistributionId: { Ref: 'SiteE53D7754' },
      MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' } },
    });
    const without = newStack();
    newSite(without);
    Template.fromStack(without).resourceCountIs('AWS::CloudFront::MonitoringSubscription', 0);
  });

  test.each(ADDITIONAL)('throws on %s of a distribution that does not publish it', (metricName, _statistic, named) => {
    expect(() => named(newSite(stack))).toThrow(`Stack/Site: the distribution does not publish the metric ${metricName}; set publishAdditionalMetrics to true.`);
  });
});
