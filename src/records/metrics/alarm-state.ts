import { AlarmState } from '../../config';

/** When an alarm goes off. */
export interface AlarmCondition {
  readonly comparisonOperator: string;
  readonly threshold: number;
  /** How many of the periods have to meet it. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: string;
}

/** The operators of alarms on one threshold. */
export const COMPARISONS: { readonly [operator: string]: ((value: number, threshold: number) => boolean) | undefined } = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The state in which an alarm is after its last periods [RPT-095].
 *
 * @param values of the periods that it looks at, the latest last; undefined where there are no data
 * @param before the state until now
 */
export function alarmState(values: readonly (number | undefined)[], condition: AlarmCondition, before: AlarmState): AlarmState {
  const { comparisonOperator, threshold, datapointsToAlarm, treatMissingData } = condition;
  const isMissing = values.every((value) => value === undefined);
  if (isMissing && treatMissingData === 'missing') return 'INSUFFICIENT_DATA';
  if (isMissing && treatMissingData === 'ignore') return before;
  const isBreaching = (value: number | undefined) => (value === undefined ? treatMissingData === 'breaching' : COMPARISONS[comparisonOperator]!(value, threshold));
  return values.filter(isBreaching).length >= datapointsToAlarm ? 'ALARM' : 'OK';
}
