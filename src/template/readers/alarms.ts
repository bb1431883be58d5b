import { Alarm, AlarmMetric, isKnown, Value } from '../../config';
import { PartReader } from '../part-reader';

export function readAlarm(resource: PartReader, region: Value<string>): Alarm {
  const single: AlarmMetric[] = resource.has('MetricName') ? [metric(resource, resource, 'ExtendedStatistic', true)] : [];
  const actions = (property: string) => (resource.flag('ActionsEnabled') === false ? [] : resource.texts(property));
  return {
    ...resource.part,
    name: resource.text('AlarmName') ?? resource.location.logicalId,
    region,
    metrics: [...single, ...resource.children('Metrics').flatMap(combined)],
    comparisonOperator: resource.text('ComparisonOperator'),
    threshold: resource.text('Threshold'),
    evaluationPeriods: resource.number('EvaluationPeriods') ?? 1,
    datapointsToAlarm: resource.number('DatapointsToAlarm'),
    treatMissingData: resource.text('TreatMissingData') ?? 'missing',
    actions: { ALARM: actions('AlarmActions'), OK: actions('OKActions'), INSUFFICIENT_DATA: actions('InsufficientDataActions') },
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
    dimensions: dimensions(of),
    period: stat.number('Period'),
    isCompared: isCompared === true,
  };
}

function dimensions(of: PartReader): AlarmMetric['dimensions'] {
  return Object.fromEntries(of.children('Dimensions').flatMap((dimension) => {
    const name = dimension.text('Name');
    return isKnown(name) ? [[name, dimension.text('Value')] as const] : [];
  }));
}
