import { Application, isKnown, LIVE_EVENTS, LiveEventFacts, LiveEventOutput, MEDIA_SERVERS, MediaServer, Resource, WebDistribution } from '../../config';

/** The stack of a live event: one that has the outputs of a media server of the guide. */
export interface LiveEventStack {
  readonly server: MediaServer;
  readonly facts: LiveEventFacts;
  /** The name of the template, and of the stack where it is known. */
  readonly template: string;
  readonly stackName: string;
  readonly instance: Resource;
  readonly distribution: WebDistribution;
  /** Whether somebody can log in to the instance, by SSH or Remote Desktop. */
  readonly hasLogin: boolean;
  /** The outputs by what people do with them; of a deployed stack, its own values. */
  readonly outputs: readonly (LiveEventOutput & { readonly text: string })[];
}

/** The outputs of deployed stacks, by the names of the stacks: what `cdk deploy --outputs-file` writes. */
export type DeployedOutputs = { readonly [stackName: string]: { readonly [output: string]: string } };

const LOGIN_PORTS = [22, 3389];

/** The live events of an application. @param deployed the outputs of its deployed stacks; the local ones hold when it is not given */
export function liveEventStacks(application: Application, deployed?: DeployedOutputs): LiveEventStack[] {
  return application.templates.flatMap(({ name: template, stackName = template }) => {
    const own = ({ location }: Pick<Resource, 'location'>) => location.template === template;
    const value = (key: string) => (deployed === undefined ? application.outputs[`${template}.${key}`] : deployed[stackName]?.[key]);
    const server = MEDIA_SERVERS.find(({ id }) => LIVE_EVENTS[id].outputs.every(({ key }) => value(key) !== undefined));
    const instance = application.resources.find((resource) => own(resource) && resource.type === 'AWS::EC2::Instance');
    const distribution = application.distributions.find(own);
    if (server === undefined || instance === undefined || distribution === undefined) return [];
    const facts = LIVE_EVENTS[server.id];
    const outputs = facts.outputs.map((output) => ({ ...output, text: textOf(value(output.key)) }));
    return [{ server, facts, template, stackName, instance, distribution, hasLogin: hasLogin(application.resources.filter(own)), outputs }];
  });
}

function textOf(value: unknown): string {
  return isKnown(value) ? String(value) : '';
}

function hasLogin(resources: readonly Resource[]): boolean {
  const rules = resources.filter(({ type }) => type === 'AWS::EC2::SecurityGroup').flatMap(({ stated: { SecurityGroupIngress: ingress } }) => (Array.isArray(ingress) ? ingress : []));
  return rules.some((rule) => LOGIN_PORTS.includes(Number(rule?.FromPort)));
}
