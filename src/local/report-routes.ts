import { Asked, Monitoring, Report, reportAsCsv, reportAsJson, reportAsText, UnusableQuery } from '../records';
import { ControlAnswer, ControlRoutes, refusal } from './control-api';

/** How a report is given. */
const FORMATS: { readonly [format: string]: ((report: Report) => ControlAnswer) | undefined } = {
  json: (report) => ({ status: 200, body: reportAsJson(report) }),
  csv: (report) => ({ status: 200, body: reportAsCsv(report), type: 'text/csv; charset=utf-8' }),
  text: (report) => ({ status: 200, body: reportAsText(report), type: 'text/plain; charset=utf-8' }),
};

/** Reports, metrics and the state of alarms. */
export function reportRoutes(monitoring: Monitoring): ControlRoutes {
  return {
    'GET /reports': () => ({ status: 200, body: { reports: monitoring.kinds, distributions: monitoring.distributions } }),
    'GET /reports/*': (query, name) => answered(() => {
      const { format = 'json', ...asked } = query as Asked;
      const give = FORMATS[format];
      if (give === undefined) throw new UnusableQuery(`format is "${format}", where one of ${Object.keys(FORMATS).join(', ')} is expected`);
      return give(monitoring.report(name, asked));
    }),
    'GET /metrics': (query) => answered(() => ({ status: 200, body: { Metrics: monitoring.metrics.list((query as Asked).distribution) } })),
    'GET /metrics/*': (query, name) => answered(() => ({ status: 200, body: monitoring.metrics.statistics(name, query as Asked) })),
    'GET /alarms': () => ({ status: 200, body: { alarms: monitoring.alarms.all, messages: monitoring.alarms.messages } }),
  };
}

function answered(answer: () => ControlAnswer): ControlAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof UnusableQuery) return refusal(400, error.message);
    throw error;
  }
}
