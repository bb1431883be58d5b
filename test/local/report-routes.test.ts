import { ControlAnswer } from '../../src/local/control-api';
import { reportRoutes } from '../../src/local/report-routes';
import { Traffic } from '../records/traffic';

const traffic = new Traffic();
traffic.request({ status: 404 });
const routes = reportRoutes(traffic.monitoring);
const get = (path: string, query: object = {}, ...segments: string[]) => routes[`GET /${path}`](query, ...segments) as ControlAnswer & { readonly body: any };

test('the reports and the distributions that they can be of are listed [RPT-048]', () => {
  const { status, body } = get('reports');
  expect([status, body.distributions]).toEqual([200, [{ id: traffic.id(), names: ['myawsbucket.s3.amazonaws.com'] }]]);
  expect(body.reports).toContainEqual({ name: 'popular-objects', says: 'the 50 objects that are asked for most', parameters: ['distribution', 'start', 'end', 'last'] });
});

test('a report is given as JSON, as CSV or as text', () => {
  expect(get('reports/*', {}, 'popular-objects')).toMatchObject({ status: 200, body: { report: 'PopularObjects', rows: [{ Object: '/a', RequestCount: 1 }] } });
  expect(get('reports/*', { format: 'csv' }, 'popular-objects')).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8', body: expect.stringMatching(/^Version,1.0\nReport,PopularObjects\n/) });
  const { body } = get('reports/*', { format: 'text', start: '2014-10-24' }, 'locations');
  expect(body.split('\n')).toEqual([
    'Locations  DistributionID: ALL  StartDateUTC: 2014-10-24T00:00:00Z  EndDateUTC: 2014-10-25T00:00:00Z  GeneratedTimeUTC: 2014-10-24T10:00:00Z  Details: Countries',
    'DistributionID  FriendlyName  LocationCode  LocationName  Requests  RequestsPct  TotalBytes',
    'ALL                                         Unknown              1          100        1000',
    '',
  ]);
});

test('metrics are listed and given over time, and alarms with what they have told', () => {
  expect(get('metrics', { distribution: traffic.id() }).body.Metrics).toHaveLength(6);
  expect(get('metrics/*', { period: '60' }, '4xxErrorRate')).toMatchObject({ status: 200, body: { unit: 'Percent', datapoints: [{ time: '2014-10-24T10:00:00Z', value: 100 }] } });
  expect(get('alarms')).toEqual({ status: 200, body: { alarms: [], messages: [] } });
});

test.each([
  ['reports/*', { format: 'pdf' }, 'usage', 'format is "pdf", where one of json, csv, text is expected'],
  ['reports/*', {}, 'weather', 'the report is "weather"'],
  ['metrics/*', {}, 'Weather', 'there is no metric "Weather"'],
  ['metrics', { distribution: 'E1' }, undefined, 'distribution is "E1"'],
])('GET /%s %j %s is refused: %s', (path, query, segment, says) => {
  expect(get(path, query, ...(segment === undefined ? [] : [segment]))).toMatchObject({ status: 400, body: { error: expect.stringContaining(says) } });
});
