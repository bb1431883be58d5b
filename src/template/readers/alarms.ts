import { Alarm, AlarmMetric, Value } from '../../config';
import { PartReader } from '../part-reader';

export function readAlarm(resource: PartReader, region: Value<string>): Alarm {
  const single: AlarmMetric[] = resource.has('MetricName') ? [metric(resource, resource, 'ExtendedStatistic', true)] : [];
  return {
    ...resource.part,
    region,
    metrics: [...single, ...resource.children('Metrics').flatMap(combined)],
    comparisonOperator: resource.text('ComparisonOperator'),
    threshold: resource.text('Threshold'),
  };
}

/** The metric of an item of `Metrics`; none for an expression. */
function combined(part: PartReader): AlarmMetric[] {
  const stat = part.child('MetricStat');
  const of = stat?.child('Metric');
  return stat === undefined || of === undefined ? [] : [metric(of, stat, 'Stat', part.flag('ReturnData') ?? true)];
}

function metric(of: PartReader, stat: PartReader, otherStatistic: string, isCompared: Value<boolean>): AlarmMetric {
  return {
    ...stat.part,
    namespace: of.text('Namespace'),
    name: of.text('MetricName'),
    statistic: stat.text('Statistic') ?? stat.text(otherStatistic),
    isCompared: isCompared === true,
  };
}
