import { liveEventTemplate } from './live-event-template';
import { LiveMediaServer } from '../../../src';
import { DeployedOutputs, liveEventStacks, liveEventSteps } from '../../../src/local';
import { readTemplates } from '../../../src/template';

const { ADOBE_MEDIA_SERVER, IIS_MEDIA_SERVICES, WOWZA_STREAMING_ENGINE } = LiveMediaServer;

/** What is to be done, by when. */
function steps(server: LiveMediaServer, deployed?: DeployedOutputs): { readonly [when: string]: string } {
  const application = readTemplates([{ name: 'Concert', template: liveEventTemplate(server) }]);
  const [event] = liveEventStacks(application, deployed);
  return Object.fromEntries(liveEventSteps(event, application).map(({ when, lines }) => [when, lines.join('\n')]));
}

test.each(Object.values(LiveMediaServer))('the terms of %s are accepted before the deployment, which alone launches the server [MED-102]', (server) => {
  const all = steps(server);
  expect(Object.keys(all)[0]).toBe('Before the deployment');
  expect(all['Before the deployment']).toMatch(/^accept the terms of .* at AWS Marketplace; launch nothing there, the stack launches the server\n/);
  expect(Object.values(all).join('\n')).not.toContain('run-instances');
});

test('the stack of IIS makes its security group, then the instance, then the distribution [MED-013]', () => {
  const created = [...steps(IIS_MEDIA_SERVICES).Deployment.matchAll(/^creates Event(SecurityGroup|OriginServer|Distribution)\w+$/gm)].map(([, what]) => what);
  expect(created).toEqual(['SecurityGroup', 'OriginServer', 'Distribution']);
});

test('who administers Adobe Media Server is told the console, the server address, and the parameters that have user name and password [MED-044]', () => {
  expect(steps(ADOBE_MEDIA_SERVER).Administer).toMatch(
    /^AMSServerAdminConsole {2}http:\/\/(ec2-.*\.amazonaws\.com)\/ams_adminConsole\.htm\nAMSAdminConsoleServerAddress {2}\1\nlog in with the values of the parameters AMSAdminPassword and AMSAdminUserName\n/,
  );
});

test('who administers the instance is told how to log in, by the outputs of the deployed stack [MED-080]', () => {
  const keys = ['WowzaServerLoginInfo', 'WowzaEngineManagerURL', 'PublishRTMPURL', 'PublishStreamName', 'PlaybackHDSURL', 'PlaybackHLSURL', 'PlaybackSmoothURL'];
  const outputs = { ...Object.fromEntries(keys.map((key) => [key, ''])), WowzaEngineDomainName: 'ec2-00-11-22-33.compute-1.amazonaws.com' };
  expect(steps(WOWZA_STREAMING_ENGINE, { Concert: outputs }).Administer).toMatch(/\nssh -i mykey\.pem ec2-user@ec2-00-11-22-33\.compute-1\.amazonaws\.com$/);
  expect(steps(IIS_MEDIA_SERVICES).Administer).toMatch(/^log in to ec2-.* by Remote Desktop as Administrator; .*--priv-launch-key mykey\.pem\nchange the password/);
});

test('when the server does not run, the instance is looked at by its logical id [MED-028]', () => {
  const template = liveEventTemplate(ADOBE_MEDIA_SERVER);
  const [instance] = Object.keys(template.Resources).filter((id) => template.Resources[id].Type === 'AWS::EC2::Instance');
  expect(steps(ADOBE_MEDIA_SERVER)['When something is wrong with the server']).toContain(`the instance is ${instance}; its id: aws cloudformation describe-stack-resource --stack-name Concert --logical-resource-id ${instance} `);
});

test('at the end the stack is deleted, and the volume that stays of Adobe Media Server', () => {
  expect(steps(WOWZA_STREAMING_ENGINE)['When the event is over']).toBe('cdk destroy Concert');
  expect(steps(ADOBE_MEDIA_SERVER)['When the event is over']).toMatch(/^note when the stack was created: .*\ncdk destroy Concert\nfind the volume .*\ndelete it: aws ec2 delete-volume/);
});

test('where nobody is let in to log in, nobody is told how', () => {
  const application = readTemplates([{ name: 'Concert', template: liveEventTemplate(WOWZA_STREAMING_ENGINE) }]);
  const [event] = liveEventStacks(application);
  expect(event.hasLogin).toBe(true);
  expect(JSON.stringify(liveEventSteps({ ...event, hasLogin: false }, application))).not.toContain('ssh -i');
});

test('other stacks, and stacks that are not deployed, have no steps', () => {
  const application = readTemplates([{ name: 'Concert', template: liveEventTemplate(WOWZA_STREAMING_ENGINE) }, { name: 'Other', template: { Resources: {} } }]);
  expect(liveEventStacks(application).map(({ template }) => template)).toEqual(['Concert']);
  expect(liveEventStacks(application, { Another: {} })).toEqual([]);
});
