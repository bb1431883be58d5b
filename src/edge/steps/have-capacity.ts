import { Capacity } from '../capacity';
import { Decided } from '../decisions';
import { errorAnswer } from '../error-answer';
import { ErrorCause } from '../error-answers';
import { decide, Step } from '../exchange';
import { ResultType } from '../message';

const REFUSALS: { readonly [capacity in Exclude<Capacity, 'available'>]: readonly [cause: ErrorCause & Decided<'capacity'>, resultType: ResultType] } = {
  'capacity-exceeded': ['capacity exceeded', 'CapacityExceeded'],
  'limit-exceeded': ['limit exceeded', 'LimitExceeded'],
};

/** Whether the edge location can serve requests at all; where it cannot, nothing of the distribution's stands in [DTD-094, DTD-231]. */
export const haveCapacity: Step = (exchange) => {
  const { capacity } = exchange.location;
  if (capacity === 'available') return;
  const [cause, resultType] = REFUSALS[capacity];
  decide(exchange, 'capacity', cause);
  exchange.answer = { ...errorAnswer(exchange, cause), resultType, isFinal: true };
};
