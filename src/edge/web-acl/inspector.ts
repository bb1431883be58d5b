import { InspectedRequest, Match } from './inspected-request';
import { knownOr, Value } from '../../config';

/** What of a request is looked at: texts, of which one has to match, or an answer that stands already. */
export type Inspected = readonly string[] | Match;

/** Takes what is looked at from a request. What the request does not have gives no texts. */
export type Inspector = (request: InspectedRequest) => Inspected;

/** Why a statement is not answered that rests on a value which only the deployment knows. */
export const UNKNOWN_VALUE = 'a value is not known before deployment';

/** Why a statement about a body is not answered for gRPC. */
export const UNINSPECTED_BODY = 'the bodies of gRPC are not inspected';

/** The texts, or, where there is more of the request than is looked at, what the statement says for that. */
export function withinSize(texts: readonly string[], isCut: boolean, oversize: Value<string>): Inspected {
  const handling = isCut ? knownOr(oversize, 'CONTINUE') : 'CONTINUE';
  return handling === 'CONTINUE' ? texts : handling === 'MATCH';
}
