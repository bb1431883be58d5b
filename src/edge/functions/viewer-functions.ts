import type { Answer, Exchange } from '../exchange';
import { discard } from '../origin-body';
import type { Draft } from '../serve-range';

/** What runs when a viewer's request has come: it changes the request, or settles the exchange. */
export type ViewerRequestFunction = (exchange: Exchange) => void | Promise<void>;

/** What runs before an answer goes to the viewer: it changes the draft. */
export type ViewerResponseFunction = (exchange: Exchange, draft: Draft) => void | Promise<void>;

/** The functions of a behavior at the events of viewers, of whichever kind. A behavior has one kind only [FUN-004]. */
export interface ViewerFunctions {
  readonly request?: ViewerRequestFunction;
  readonly response?: ViewerResponseFunction;
}

/** Has an answer take the place of what was to go to the viewer. */
export function replaceDraft(draft: Draft, { status, headers, body, resultType }: Answer): void {
  discard(draft.body);
  Object.assign(draft, { status, statusDescription: undefined, headers: [...headers], body, resultType });
}

/** A run of an edge function, as the record keeps it. */
export interface FunctionInvocation {
  /** The function's name, or its ARN. */
  readonly name: string;
  readonly event: 'viewer-request' | 'origin-request' | 'origin-response' | 'viewer-response';
  /** `changed` for one that let the request or the answer go on, changed or not. */
  readonly outcome: 'changed' | 'generated' | 'failed' | 'invalid' | 'throttled';
  /** What it wrote to its log. */
  readonly logs: readonly string[];
  /** Where a function of Lambda@Edge ran, such as `eu-central-1`. */
  readonly region?: string;
  /** How a function of Lambda@Edge failed. */
  readonly reason?: string;
  /** The compute time of a CloudFront function, in percent of what it has: an estimate. */
  readonly computeUtilization?: number;
}
