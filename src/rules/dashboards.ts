import { at, Dashboard, Graph, GraphMetric, METRIC_STATISTICS } from '../config';
import { Rule, RuleSet } from './rule';

/** The metrics of distributions in a graph, each with the statistic that makes sense of it. */
function metricsOf({ metrics }: Graph): { readonly metric: GraphMetric; readonly wanted: string }[] {
  return metrics.filter(({ namespace }) => namespace === 'AWS/CloudFront').flatMap((metric) => {
    const wanted = METRIC_STATISTICS[metric.name];
    return wanted === undefined ? [] : [{ metric, wanted }];
  });
}

const dashboard: readonly Rule<Dashboard>[] = [
  {
    id: 'dashboard-mixed-statistics',
    level: 'error',
    spec: ['RPT-086'],
    editions: ['2014-10-21'],
    says: 'a graph has one statistic, so all of its metrics need the same',
    *check(page) {
      for (const graph of page.graphs) {
        const [first, ...others] = metricsOf(graph);
        const other = others.find(({ wanted }) => wanted !== first.wanted);
        if (other === undefined) continue;
        const says = `the graph ${graph.name} has ${first.metric.name}, which is ${inWords(first.wanted)}, and ${other.metric.name}, which is ${inWords(other.wanted)}`;
        yield { at: at(page, 'DashboardBody'), says, fix: 'make a graph of each' };
      }
    },
  },
  {
    id: 'dashboard-statistic',
    level: 'warning',
    spec: ['RPT-086'],
    editions: ['current'],
    says: 'requests and bytes are summed up, rates are averaged',
    *check(page) {
      for (const graph of page.graphs) {
        for (const { metric: { name, statistic }, wanted } of metricsOf(graph)) {
          if (statistic === wanted) continue;
          yield { at: at(page, 'DashboardBody'), says: `the graph ${graph.name} draws ${name} by ${statistic}; it is ${inWords(wanted)}`, fix: `give the metric the statistic ${wanted}` };
        }
      }
    },
  },
];

function inWords(statistic: string): string {
  return statistic === 'Sum' ? 'summed up' : 'averaged';
}

/** Rules about dashboards with metrics of distributions. */
export const dashboardRules: RuleSet = { dashboard };
