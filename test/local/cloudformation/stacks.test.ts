import { LiveMediaServer } from '../../../src';
import { Application } from '../../../src/config';
import { ManualClock } from '../../../src/edge';
import { Stacks } from '../../../src/local/cloudformation/stacks';
import { readTemplates } from '../../../src/template';
import { liveEventTemplate } from '../live-event/live-event-template';

const NINE_MINUTES = 540_000;
const topic = (rest: object = {}) => ({ Type: 'AWS::SNS::Topic', Properties: {}, ...rest });
const read = (templates: { readonly [name: string]: object }): Application => readTemplates(Object.entries(templates).map(([name, template]) => ({ name, template })));
const OTHER = { Other: { Resources: { Topic: topic() } } };
const EVENT = 'CompanyMeetingIIS41LiveSmoothStreaming';

let clock: ManualClock;
let stacks: Stacks;
beforeEach(() => {
  clock = new ManualClock(Date.UTC(2012, 2, 30, 20, 28));
  stacks = new Stacks(clock);
});

const told = (name: string) => stacks.find(name)!.events.map(({ time, type, status }) => `${new Date(time).toISOString().slice(11, 16)} ${type.replace('AWS::', '')} ${status}`);

test('a stack is created when its resources are, one after the other, and has its outputs only then [MED-012] [MED-013]', async () => {
  const before = read(OTHER);
  stacks.deploy(undefined, before, 0);
  stacks.deploy(before, read({ ...OTHER, [EVENT]: liveEventTemplate(LiveMediaServer.IIS_MEDIA_SERVICES) }), NINE_MINUTES);
  const first = [
    '20:28 CloudFormation::Stack CREATE_IN_PROGRESS',
    '20:28 EC2::SecurityGroup CREATE_IN_PROGRESS',
    '20:28 EC2::SecurityGroup CREATE_COMPLETE',
    '20:28 EC2::Instance CREATE_IN_PROGRESS',
    '20:28 EC2::Instance CREATE_COMPLETE',
    '20:28 CloudFront::Distribution CREATE_IN_PROGRESS',
  ];
  await clock.advance(NINE_MINUTES - 1);
  expect(told(EVENT)).toEqual(first);
  expect(stacks.find(EVENT)).toMatchObject({ status: 'CREATE_IN_PROGRESS', outputs: {} });

  await clock.advance(1);
  expect(told(EVENT)).toEqual([...first, '20:37 CloudFront::Distribution CREATE_COMPLETE', '20:37 CloudFormation::Stack CREATE_COMPLETE']);
  expect(stacks.find(EVENT)).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { LiveSmoothManifest: expect.stringMatching(/^http:\/\/d.*\.cloudfront\.net\/LiveSmoothStream\.isml\/manifest$/) } });
  expect(stacks.find(stacks.find(EVENT)!.id)?.name).toBe(EVENT);
  expect(stacks.find('Other')).toMatchObject({ status: 'CREATE_COMPLETE', updated: undefined });
});

test('an update is of what has changed, and the outputs before it hold until it is done', async () => {
  const distribution = (Comment: string) => ({
    Resources: {
      Topic: topic(),
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Comment,
            Origins: [{ Id: 'www', DomainName: 'www.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }],
            DefaultCacheBehavior: { TargetOriginId: 'www', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
          },
        },
      },
    },
    Outputs: { About: { Value: Comment } },
  });
  const [one, two] = [read({ Site: distribution('one') }), read({ Site: distribution('two') })];
  stacks.deploy(undefined, one, 0);
  stacks.deploy(one, one, NINE_MINUTES);
  expect(stacks.find('Site')).toMatchObject({ status: 'CREATE_COMPLETE', updated: undefined });
  stacks.deploy(one, two, NINE_MINUTES);
  expect(stacks.find('Site')).toMatchObject({ status: 'UPDATE_IN_PROGRESS', outputs: { About: 'one' } });
  await clock.advance(NINE_MINUTES);
  expect(stacks.find('Site')).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { About: 'two' } });
  expect(told('Site').slice(-4)).toEqual([
    '20:28 CloudFormation::Stack UPDATE_IN_PROGRESS', '20:28 CloudFront::Distribution UPDATE_IN_PROGRESS', '20:37 CloudFront::Distribution UPDATE_COMPLETE', '20:37 CloudFormation::Stack UPDATE_COMPLETE',
  ]);
  stacks.deploy(two, read({}), 0);
  expect([stacks.find('Site'), stacks.names]).toEqual([undefined, []]);
});
