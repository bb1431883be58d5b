import { LiveEventStack } from './live-event-stack';
import { Application, LiveEventOutput } from '../../config';
import { creationOrder } from '../cloudformation/creation-order';

/** What is to be done at one time of a live event. */
export interface LiveEventStep {
  readonly when: string;
  readonly lines: readonly string[];
}

/** What people do for a live event, from before its deployment until nothing of it costs any more [MED-044, MED-048, MED-080, MED-102]. */
export function liveEventSteps(event: LiveEventStack, application: Application): LiveEventStep[] {
  const { server, stackName, instance } = event;
  const lines = (...uses: LiveEventOutput['use'][]) => event.outputs.filter(({ use }) => uses.includes(use)).map(({ key, text }) => `${key}  ${text}`);
  return [
    {
      when: 'Before the deployment',
      lines: [
        `accept the terms of ${server.name} at AWS Marketplace; launch nothing there, the stack launches the server`,
        `have the private key of the key pair ${textOf(instance.stated.KeyName)}, which is of the region and account of the stack`,
      ],
    },
    { when: 'Deployment', lines: [`cdk deploy ${stackName} --outputs-file outputs.json`, ...creationOrder(event.template, application).map((logicalId) => `creates ${logicalId}`)] },
    { when: 'See that the server runs', lines: [...lines('verify'), 'cloudfront-edge live-event verify PATH --outputs outputs.json'] },
    { when: 'Publish', lines: lines('publish') },
    { when: 'Play', lines: lines('manifest', 'play') },
    { when: 'Administer', lines: [...lines('administer'), ...parameterLines(event), ...event.hasLogin ? loginLines(event) : []] },
    { when: 'When something is wrong with the server', lines: diagnosisLines(event) },
    { when: 'When the event is over', lines: removalLines(event) },
  ];
}

/** How to see what is wrong with the instance of a live event [MED-028]. */
export function diagnosisLines({ instance: { location: { logicalId } }, stackName }: LiveEventStack): string[] {
  return [
    `the instance is ${logicalId}; its id: aws cloudformation describe-stack-resource --stack-name ${stackName} --logical-resource-id ${logicalId} --query StackResourceDetail.PhysicalResourceId`,
    'its status checks: aws ec2 describe-instance-status --instance-ids ID',
  ];
}

/** The parameters of the stack that have what people log in with. */
function parameterLines({ server }: LiveEventStack): string[] {
  const names = server.parameters.map(({ name }) => name).filter((name) => /UserName|Password/.test(name));
  return names.length === 0 ? [] : [`log in with the values of the parameters ${names.join(' and ')}`];
}

function loginLines({ server, facts, instance, outputs }: LiveEventStack): string[] {
  const key = `${textOf(instance.stated.KeyName)}.pem`;
  const host = outputs.map(({ text }) => /^(?:http:\/\/)?([^/:]+\.amazonaws\.com)/.exec(text)?.[1]).find((name) => name !== undefined) ?? 'HOST';
  if (server.id !== 'iis') return [`ssh -i ${key} ${facts.user ?? 'USER'}@${host}`];
  return [`log in to ${host} by Remote Desktop as ${facts.user}; the first password: aws ec2 get-password-data --instance-id ID --priv-launch-key ${key}`, 'change the password, and make a second administrator'];
}

function removalLines({ facts, stackName }: LiveEventStack): string[] {
  if (facts.keptVolume === undefined) return [`cdk destroy ${stackName}`];
  return [
    `note when the stack was created: aws cloudformation describe-stacks --stack-name ${stackName} --query Stacks[0].CreationTime`,
    `cdk destroy ${stackName}`,
    'find the volume that stays: aws ec2 describe-volumes > volumes.json; cloudfront-edge live-event volume volumes.json --created TIME',
    'delete it: aws ec2 delete-volume --volume-id ID',
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : 'NAME';
}
