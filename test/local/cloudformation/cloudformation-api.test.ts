import { writeFileSync } from 'node:fs';
import { LiveMediaServer } from '../../../src';
import { ManualClock } from '../../../src/edge';
import { LocalEdge } from '../../../src/local';
import { QueryApi } from '../../../src/local/api/query-api';
import { cloudFormationService } from '../../../src/local/cloudformation/cloudformation-api';
import { Stacks } from '../../../src/local/cloudformation/stacks';
import { readTemplates } from '../../../src/template';
import { directoryWith } from '../../cli/run';
import { liveEventTemplate } from '../live-event/live-event-template';

const stacks = new Stacks(new ManualClock(0));
stacks.deploy(undefined, readTemplates([{ name: 'Concert', template: liveEventTemplate(LiveMediaServer.WOWZA_STREAMING_ENGINE) }, { name: 'Other', template: { Resources: {} } }]), 0);
const api = new QueryApi({ cloudformation: cloudFormationService(stacks) });
const SIGNED = 'AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=00';
const call = (Action: string, parameters: { readonly [name: string]: string } = {}) => api.answer(SIGNED, String(new URLSearchParams({ Action, Version: '2010-05-15', ...parameters })));
const StackName = 'Concert';

test('stacks are described with their outputs', () => {
  const { status, body } = call('DescribeStacks', { StackName });
  expect(status).toBe(200);
  expect(body).toMatch(/<DescribeStacksResult><Stacks><member><StackName>Concert<\/StackName><StackId>arn:aws:cloudformation:.*:stack\/Concert\/.*<CreationTime>1970-01-01T00:00:00\.000Z<\/CreationTime><StackStatus>CREATE_COMPLETE</);
  expect(body).toMatch(/<member><OutputKey>PublishStreamName<\/OutputKey><OutputValue>myStream<\/OutputValue><\/member>/);
  expect([...call('DescribeStacks').body.matchAll(/<StackName>(\w+)</g)].map(([, name]) => name)).toEqual(['Concert', 'Other']);
});

test('events are told with the newest first, and resources with the ids that they have here', () => {
  const statuses = [...call('DescribeStackEvents', { StackName }).body.matchAll(/<ResourceType>(.*?)<.*?<ResourceStatus>(.*?)</g)].map(([, type, status]) => `${type} ${status}`);
  expect([statuses[0], statuses.at(-1), statuses.length]).toEqual(['AWS::CloudFormation::Stack CREATE_COMPLETE', 'AWS::CloudFormation::Stack CREATE_IN_PROGRESS', 8]);
  const [, LogicalResourceId, id] = /<LogicalResourceId>(EventOriginServer\w+)<\/LogicalResourceId><PhysicalResourceId>(i-\w+)</.exec(call('DescribeStackResources', { StackName }).body)!;
  expect(call('DescribeStackResource', { StackName, LogicalResourceId }).body).toMatch(new RegExp(`<StackResourceDetail>.*<PhysicalResourceId>${id}<.*<LastUpdatedTimestamp>`));
});

const directory = directoryWith({ 'templates/Other.template.json': { Resources: {} } });

test('a stack that comes to a running edge is in progress for as long as its distributions', async () => {
  const edge = await LocalEdge.start({ path: `${directory}/templates`, deploymentTime: 3_600 });
  const describe = async () => {
    const answer = await fetch(edge.ready.control, { method: 'POST', headers: { authorization: SIGNED }, body: new URLSearchParams({ Action: 'DescribeStacks' }) });
    return [...(await answer.text()).matchAll(/<StackName>(\w+)<.*?<StackStatus>(\w+)</g)].map(([, name, status]) => `${name} ${status}`);
  };
  try {
    expect(await describe()).toEqual(['Other CREATE_COMPLETE']);
    writeFileSync(`${directory}/templates/Concert.template.json`, JSON.stringify(liveEventTemplate(LiveMediaServer.WOWZA_STREAMING_ENGINE)));
    await edge.reload();
    expect(await describe()).toEqual(['Other CREATE_COMPLETE', 'Concert CREATE_IN_PROGRESS']);
  } finally {
    await edge.close();
  }
});

test.each([
  ['DescribeStacks', { StackName: 'None' }, 'Stack with id None does not exist'],
  ['DescribeStackResource', { StackName, LogicalResourceId: 'None' }, 'Resource None does not exist for stack Concert'],
])('%s %j is refused', (action, parameters, message) => {
  expect(call(action, parameters as { [name: string]: string })).toMatchObject({ status: 400, body: expect.stringContaining(`<Code>ValidationError</Code><Message>${message}</Message>`) });
});
