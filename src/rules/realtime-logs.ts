import { Application, at, isKnown, REALTIME_LOG_FIELDS, Resource } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { oneOf, repetitions } from './values';

function configsOf({ resources }: Application): Resource[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFront::RealtimeLogConfig');
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'realtime-log-fields',
    level: 'error',
    spec: ['DTD-203'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a real-time log has one or more of CloudFront\'s fields, each once',
    *check(app) {
      for (const config of configsOf(app)) {
        const { Fields: fields } = config.stated;
        if (fields !== undefined && !Array.isArray(fields)) continue;
        if (fields === undefined || fields.length === 0) yield { at: at(config, 'Fields'), says: 'it has no fields', fix: 'list those that you need, such as timestamp and sc-status' };
        const names: readonly unknown[] = fields ?? [];
        for (const [i, name] of names.entries()) {
          if (typeof name === 'string' && !REALTIME_LOG_FIELDS.includes(name)) yield { at: at(config, `Fields[${i}]`), got: name, fix: 'use the name of a field of real-time logs, such as cs-host' };
        }
        for (const { item, index } of repetitions(names.every(isKnown) ? names : [])) yield { at: at(config, `Fields[${index}]`), got: item, fix: 'list it once' };
      }
    },
  },
  {
    id: 'realtime-log-sampling',
    level: 'error',
    spec: ['DTD-204'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'the sampling rate of a real-time log is a whole number of percent, from 1 to 100',
    *check(app) {
      for (const config of configsOf(app)) {
        const { SamplingRate: got } = config.stated;
        const rate = typeof got === 'number' || typeof got === 'string' ? Number(got) : undefined;
        if (rate !== undefined && !(Number.isInteger(rate) && rate >= 1 && rate <= 100)) yield { at: at(config, 'SamplingRate'), got, limit: '1 to 100', fix: 'use a whole number of percent' };
      }
    },
  },
  {
    id: 'realtime-log-stream-type',
    level: 'error',
    spec: ['DTD-205'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a real-time log goes to a Kinesis stream',
    *check(app) {
      for (const config of configsOf(app)) {
        const { EndPoints: endPoints } = config.stated;
        for (const [i, endPoint] of Array.isArray(endPoints) ? endPoints.entries() : []) {
          const type: unknown = endPoint?.StreamType;
          if (typeof type === 'string') yield* oneOf(config, `EndPoints[${i}].StreamType`, type, ['Kinesis']);
        }
      }
    },
  },
];

/** Rules about real-time logs. */
export const realtimeLogRules: RuleSet = { application };
