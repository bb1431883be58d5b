import { Edge, ThrottlingFault } from '../edge';
import { ControlRoutes, refusal } from './control-api';

/** Asking whether functions are throttled that fail again and again, and saying so: a fault to rehearse, off until it is asked for [FUN-183]. */
export function functionThrottlingRoutes({ functionThrottling }: Pick<Edge, 'functionThrottling'>): ControlRoutes {
  const state = () => ({ status: 200, body: bodyOf(functionThrottling.fault) });
  return {
    'GET /function-throttling': state,
    'POST /function-throttling': (body) => {
      const { failures, seconds } = (body ?? {}) as { readonly [name: string]: unknown };
      if (failures !== null && !(Number.isInteger(failures) && Number(failures) > 0 && typeof seconds === 'number' && seconds > 0)) {
        return refusal(400, 'expected {"failures": 3, "seconds": 600}, or {"failures": null} for no throttling');
      }
      functionThrottling.fault = failures === null ? undefined : { failures: Number(failures), duration: Number(seconds) * 1000 };
      return state();
    },
  };
}

function bodyOf(fault: ThrottlingFault | undefined): object {
  return fault === undefined ? { failures: null } : { failures: fault.failures, seconds: fault.duration / 1000 };
}
