import { ruleTest } from './rule-test';

const metric = (name: string, options?: object, id = 'E1') => ['AWS/CloudFront', name, 'DistributionId', id, 'Region', 'Global', ...(options === undefined ? [] : [options])];
const [sum, average] = [{ stat: 'Sum' }, { stat: 'Average', region: 'us-east-1' }];
const body = (metrics: unknown, properties: object = {}) => JSON.stringify({
  widgets: [{ type: 'text', properties: { markdown: '# Site' } }, { type: 'metric', properties: { title: 'Traffic', metrics, ...properties } }],
});
const dashboard = (...of: Parameters<typeof body>) => ({ DashboardBody: body(...of) });
const cases = { in: 'AWS::CloudWatch::Dashboard', at: 'DashboardBody' } as const;

const COMPARABLE = [
  dashboard([metric('4xxErrorRate', average), metric('5xxErrorRate', average, 'E2')]),
  dashboard([metric('4xxErrorRate'), ['.', '5xxErrorRate', '.', 'E2', '.', '.']]),
  dashboard([metric('Requests'), ['...', 'E2', '.', '.']], { stat: 'Sum' }),
  dashboard([metric('Requests', sum), ['AWS/Lambda', 'Duration', 'FunctionName', 'api'], [{ expression: 'm1 / 60' }]]),
  { DashboardBody: 'a dashboard' },
  { DashboardBody: '{"widgets": 1}' },
  {},
];

ruleTest('dashboard-mixed-statistics [RPT-086]', {
  ...cases,
  edition: '2014-10-21',
  rejects: [
    dashboard([metric('Requests', sum), metric('5xxErrorRate', average)]),
    dashboard([metric('4xxErrorRate'), ['.', 'BytesDownloaded', '.', 'E2', '.', '.']]),
  ],
  accepts: COMPARABLE,
  message: /graph Traffic has .*summed up.*averaged|graph Traffic has .*averaged.*summed up/,
});

ruleTest('dashboard-statistic [RPT-086]', {
  ...cases,
  rejects: [
    dashboard([metric('Requests'), metric('5xxErrorRate')]),
    dashboard([metric('Requests'), metric('5xxErrorRate')], { stat: 'Sum' }),
    dashboard([metric('5xxErrorRate', average), ['.', 'BytesUploaded', '.', '.', '.', '.']]),
    dashboard([['AWS/CloudFront', 'Errors', 'Region', 'Global', 'DistributionId', 'E1'], ['.', 'Requests', '...', 'E2', { stat: 'Maximum' }]]),
    { DashboardBody: { 'Fn::Join': ['', [body([metric('Requests', average)]).replace(/"E1".*"us-east-1"/, '"'), { Ref: 'AWS::Region' }, '","Region","Global",{"stat":"Average"}]]}}]}']] } },
  ],
  accepts: [...COMPARABLE, dashboard([metric('Requests', sum), metric('5xxErrorRate', average)])],
  message: /graph Traffic draws (Requests|BytesUploaded|5xxErrorRate) by (Average|Sum|Maximum); it is (summed up|averaged)/,
});

ruleTest('dashboard-statistic [RPT-086]', {
  ...cases,
  rejects: [{ DashboardBody: JSON.stringify({ widgets: [{ type: 'metric', properties: { metrics: [metric('Requests')] } }] }) }],
  accepts: [],
  message: /graph widget 1 draws Requests by Average; it is summed up\. Fix: give the metric the statistic Sum/,
});
