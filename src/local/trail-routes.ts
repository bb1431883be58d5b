import { ControlRoutes } from './control-api';
import { TrailKeeper } from './trail-keeper';

/** What is recorded of calls of CloudFront's API, as a log file of CloudTrail, and beginning a new log file [RPT-101]. */
export function trailRoutes(trail: Pick<TrailKeeper, 'records' | 'flush'>): ControlRoutes {
  return {
    'GET /trail': () => ({ status: 200, body: { Records: trail.records } }),
    'POST /trail/flush': () => {
      trail.flush();
      return { status: 200, body: {} };
    },
  };
}
