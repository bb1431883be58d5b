import { Alarm, Application, at, isKnown, Location, Resource, resourceAt } from '../config';
import { referring, refersTo } from './network-resources';
import { Rule, RuleSet, Subjects } from './rule';
import { listOf } from './stated';

const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

/** A subscription to a topic, and where it stands. */
interface Subscription {
  readonly at: Location;
  readonly protocol: unknown;
  readonly endpoint: unknown;
}

function isOfCloudFront({ metrics }: Alarm): boolean {
  return metrics.some(({ namespace }) => namespace === 'AWS/CloudFront');
}

/** What an alarm does on each change of its state, with the properties that say so. */
function actionsOf({ stated }: Alarm): { readonly property: string; readonly action: unknown }[] {
  return ACTIONS.flatMap((name) => listOf(stated[name]).map((action, i) => ({ property: `${name}[${i}]`, action })));
}

/** The topics of the application that an alarm notifies, as far as they are in its template. */
function topicsOf({ location: place }: Alarm, application: Application): Resource[] {
  const alarm = resourceAt(place, application);
  return application.resources.filter(({ type, location }) => type === 'AWS::SNS::Topic' && alarm !== undefined && refersTo(alarm, location));
}

/** Who gets what is published to a topic, as stated in the topic and beside it. */
function subscriptionsOf(topic: Resource, application: Application): Subscription[] {
  const inside = listOf(topic.stated.Subscription).map((item, i) => ({ at: at(topic, `Subscription[${i}].Endpoint`), stated: item as Resource['stated'] }));
  const beside = referring(topic, 'AWS::SNS::Subscription', application).map((resource) => ({ at: at(resource, 'Endpoint'), stated: resource.stated }));
  return [...inside, ...beside].map(({ at: place, stated }) => ({ at: place, protocol: stated.Protocol, endpoint: stated.Endpoint }));
}

const alarm: readonly Rule<Alarm>[] = [
  {
    id: 'alarm-action',
    level: 'error',
    spec: ['RPT-097'],
    says: 'an alarm notifies a topic of SNS, by its ARN',
    *check(subject) {
      for (const { property, action } of isOfCloudFront(subject) ? actionsOf(subject) : []) {
        if (typeof action === 'string' && !action.startsWith('arn:')) yield { at: at(subject, property), got: action, fix: 'make a topic, subscribe the addresses to it, and give its ARN' };
      }
    },
  },
  {
    id: 'alarm-topic-region',
    level: 'error',
    spec: ['RPT-097'],
    says: 'an alarm notifies topics of its own region, and alarms on metrics of CloudFront are in us-east-1',
    *check(subject) {
      for (const { property, action } of isOfCloudFront(subject) ? actionsOf(subject) : []) {
        const region = /^arn:aws:sns:([^:]+):/.exec(String(action))?.[1];
        if (region !== undefined && region !== 'us-east-1') yield { at: at(subject, property), got: action, says: `the topic is in ${region}`, limit: 'a topic in us-east-1', fix: 'make a topic in us-east-1' };
      }
    },
  },
  {
    id: 'alarm-without-action',
    level: 'warning',
    spec: ['RPT-097'],
    says: 'an alarm that is to notify somebody has a topic',
    *check(subject, { application: { resources } }) {
      const { ActionsEnabled: enabled } = subject.stated;
      if (!isOfCloudFront(subject) || String(enabled) !== 'true' || ACTIONS.some((name) => !isEmpty(subject.stated[name]))) return;
      if (resources.some((resource) => refersTo(resource, subject.location))) return;
      yield { at: at(subject, 'ActionsEnabled'), got: enabled, says: 'the alarm has no actions', fix: 'add the ARN of a topic to AlarmActions' };
    },
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'notification-email',
    level: 'error',
    spec: ['RPT-097', 'RPT-098'],
    says: 'a subscription by email has one address, whose owner confirms it',
    *check(app) {
      const topics = new Set(app.alarms.filter(isOfCloudFront).flatMap((each) => topicsOf(each, app)));
      for (const { at: place, protocol, endpoint } of [...topics].flatMap((topic) => subscriptionsOf(topic, app))) {
        if (!/^email(-json)?$/.test(String(protocol)) || (endpoint !== undefined && !isKnown(endpoint))) continue;
        const addresses = String(endpoint ?? '').split(/[,;\s]+/).filter((address) => address !== '');
        if (addresses.length === 1 && /^[^@]+@[^@]+$/.test(addresses[0])) continue;
        const fix = addresses.length > 1 ? `make ${addresses.length} subscriptions, for ${addresses.join(', ')}` : 'give the email address';
        yield { at: place, got: endpoint ?? '', fix };
      }
    },
  },
];

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Rules about whom alarms on the metrics of distributions notify. */
export const notificationRules: RuleSet = { alarm, application };
