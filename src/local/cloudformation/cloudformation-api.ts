import { Stack, StackEvent, Stacks } from './stacks';
import { QueryError, QueryService, required } from '../api/query-api';
import { XmlElements } from '../api/xml';

/** The part of CloudFormation's API that tells of stacks: `aws cloudformation describe-stacks --endpoint-url URL` [MED-012]. */
export function cloudFormationService(stacks: Stacks): QueryService {
  const found = (name: string): Stack => {
    const stack = stacks.find(name);
    if (stack === undefined) throw new QueryError('ValidationError', `Stack with id ${name} does not exist`);
    return stack;
  };
  const wanted = (parameters: URLSearchParams) => found(required(parameters, 'StackName'));
  return {
    name: 'CloudFormation',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    actions: {
      DescribeStacks: (parameters) => {
        const name = parameters.get('StackName');
        return { Stacks: { member: (name === null ? stacks.names : [name]).map((each) => described(found(each))) } };
      },
      DescribeStackEvents: (parameters) => {
        const stack = wanted(parameters);
        return { StackEvents: { member: stack.events.map((event, i) => ({ ...ofStack(stack), EventId: `${event.logicalId}-${i}`, ...describedEvent(event) })).reverse() } };
      },
      DescribeStackResources: (parameters) => {
        const stack = wanted(parameters);
        return { StackResources: { member: newest(stack).map((event) => ({ ...ofStack(stack), ...describedEvent(event) })) } };
      },
      DescribeStackResource: (parameters) => {
        const stack = wanted(parameters);
        const id = required(parameters, 'LogicalResourceId');
        const resource = newest(stack).find(({ logicalId }) => logicalId === id);
        if (resource === undefined) throw new QueryError('ValidationError', `Resource ${id} does not exist for stack ${stack.name}`);
        const { Timestamp, ...rest } = describedEvent(resource);
        return { StackResourceDetail: { ...ofStack(stack), ...rest, LastUpdatedTimestamp: Timestamp } };
      },
    },
  };
}

function described({ name, id, created, updated, status, outputs }: Stack): XmlElements {
  return {
    StackName: name,
    StackId: id,
    CreationTime: new Date(created).toISOString(),
    LastUpdatedTime: updated === undefined ? undefined : new Date(updated).toISOString(),
    StackStatus: status,
    Outputs: { member: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })) },
  };
}

function ofStack({ name, id }: Stack): XmlElements {
  return { StackName: name, StackId: id };
}

function describedEvent({ logicalId, physicalId, type, time, status, reason }: StackEvent): XmlElements {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Timestamp: new Date(time).toISOString(),
    ResourceStatus: status,
    ResourceStatusReason: reason,
  };
}

/** The last event of each resource. */
function newest({ id, events }: Stack): StackEvent[] {
  return [...new Map(events.filter(({ physicalId }) => physicalId !== id).map((event) => [event.logicalId, event])).values()];
}
