import { Step } from '../exchange';

/** The function of the behavior at the viewer-request event changes the request, or answers it. */
export const runRequestFunction: Step = (exchange) => exchange.behavior!.functions.request?.(exchange);
