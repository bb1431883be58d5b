import { Application, at, isKnown, matchesWildcards, REALTIME_LOG_FIELDS, Resource, UNKNOWN } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { oneOf, repetitions } from './values';

function configsOf({ resources }: Application): Resource[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFront::RealtimeLogConfig');
}

const SERVICE = 'cloudfront.amazonaws.com';
const ACTIONS = ['kinesis:DescribeStreamSummary', 'kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'];

/** The only role of the application that a real-time log refers to. */
function roleOf({ location: { template }, dependsOn }: Resource, { resources }: Application): Resource | undefined {
  const roles = resources.filter(({ type, location }) => type === 'AWS::IAM::Role' && location.template === template && dependsOn.includes(location.logicalId));
  return roles.length === 1 ? roles[0] : undefined;
}

/** Actions that no policy of a role allows; none where the application does not tell all its policies. */
function missingActions(role: Resource, { resources, iamPolicies }: Application): string[] {
  const { template, logicalId } = role.location;
  if (role.stated.ManagedPolicyArns !== undefined || !isKnown(role.stated.Policies ?? '')) return [];
  const owners = resources.filter((resource) => resource.location.template === template
    && (resource === role || (/^AWS::IAM::(Managed)?Policy$/.test(resource.type) && resource.dependsOn.includes(logicalId)))).map(({ location }) => location.logicalId);
  const policies = iamPolicies.filter(({ location }) => location.template === template && owners.includes(location.logicalId));
  if (policies.some(({ stated }) => JSON.stringify(stated.PolicyDocument).includes(String(UNKNOWN)))) return [];
  const allowed = policies.flatMap(({ statements }) => statements).filter(({ effect }) => effect === 'Allow').flatMap(({ actions }) => actions);
  return ACTIONS.filter((action) => !allowed.some((pattern) => matchesWildcards(String(pattern).toLowerCase(), action.toLowerCase())));
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
        if (Array.isArray(endPoints) && endPoints.length !== 1) yield { at: at(config, 'EndPoints'), says: `it has ${endPoints.length} end points; allowed: 1`, fix: 'give one stream' };
        for (const [i, endPoint] of Array.isArray(endPoints) ? endPoints.entries() : []) {
          const type: unknown = endPoint?.StreamType;
          if (typeof type === 'string') yield* oneOf(config, `EndPoints[${i}].StreamType`, type, ['Kinesis']);
        }
      }
    },
  },
  {
    id: 'realtime-log-role',
    level: 'warning',
    spec: ['DTD-205'],
    editions: ['current'],
    says: 'CloudFront writes a real-time log by a role that lets it describe the stream and put records',
    *check(app) {
      for (const config of configsOf(app)) {
        const role = roleOf(config, app);
        if (role === undefined) continue;
        const where = { at: at(config, 'EndPoints[0].KinesisStreamConfig.RoleArn') };
        const { logicalId } = role.location;
        const trust = JSON.stringify(role.stated.AssumeRolePolicyDocument ?? '');
        if (!trust.includes(SERVICE) && !trust.includes(String(UNKNOWN))) {
          yield { ...where, says: `${SERVICE} cannot assume the role ${logicalId}`, fix: `add ${SERVICE} to its AssumeRolePolicyDocument` };
        }
        const missing = missingActions(role, app);
        if (missing.length > 0) yield { ...where, says: `the role ${logicalId} lacks ${missing.join(', ')}`, fix: 'allow them on the stream' };
      }
    },
  },
];

/** Rules about real-time logs. */
export const realtimeLogRules: RuleSet = { application };
