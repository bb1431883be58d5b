import { creationOrder } from './creation-order';
import { Application, isKnown, knownOr, Resource, TemplateFacts } from '../../config';
import { Clock } from '../../edge';
import { localId } from '../../template';
import { CREATED } from '../changed-templates';

/** Something that happened to a resource of a stack, or to the stack itself. */
export interface StackEvent {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** Such as `CREATE_IN_PROGRESS` or `CREATE_COMPLETE`. */
  readonly status: string;
  readonly reason?: string;
}

/** A stack, as far as its deployment is. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly updated: number | undefined;
  readonly status: string;
  /** The oldest first. */
  readonly events: readonly StackEvent[];
  /** None before the stack is created [MED-012]. */
  readonly outputs: { readonly [name: string]: string };
}

/** What one deployment does to a stack. */
interface StackDeployment {
  readonly begun: number;
  readonly ended: number;
  readonly events: readonly StackEvent[];
  readonly outputs: Stack['outputs'];
}

const STACK = 'AWS::CloudFormation::Stack';

/** What takes time to deploy. */
const DISTRIBUTIONS = ['AWS::CloudFront::Distribution', 'AWS::CloudFront::StreamingDistribution'];

/** The stacks of the templates that run here, and what CloudFormation does with them: what depends on something comes after it, and distributions take their time. */
export class Stacks {
  private readonly deployments = new Map<string, { readonly id: string; readonly done: StackDeployment[] }>();

  public constructor(private readonly clock: Clock) {}

  /** The names of all stacks. */
  public get names(): string[] {
    return [...this.deployments.keys()];
  }

  /**
   * Notes a deployment.
   *
   * @param before   what was deployed until now; undefined for nothing
   * @param duration milliseconds that changed distributions take
   */
  public deploy(before: Application | undefined, after: Application, duration: number): void {
    const present = after.templates.filter(({ name }) => name !== CREATED);
    for (const name of this.names) if (!present.some((template) => stackNameOf(template) === name)) this.deployments.delete(name);
    for (const template of present) {
      const [old, changed] = [resourcesOf(template, before), resourcesOf(template, after)];
      const touched = new Set([...changed].filter(([id, resource]) => JSON.stringify(old.get(id)?.stated) !== JSON.stringify(resource.stated)).map(([id]) => id));
      const name = stackNameOf(template);
      const stack = this.deployments.get(name) ?? { id: idOf(template), done: [] };
      if (stack.done.length > 0 && touched.size === 0 && old.size === changed.size) continue;
      this.deployments.set(name, stack);
      stack.done.push(deploymentOf(template, after, touched, { verb: stack.done.length === 0 ? 'CREATE' : 'UPDATE', id: stack.id, begun: this.clock.now(), duration }));
    }
  }

  /** A stack by its name or id; undefined where there is none. */
  public find(nameOrId: string): Stack | undefined {
    const [name, found] = [...this.deployments].find(([each, { id }]) => nameOrId === each || nameOrId === id) ?? [];
    if (name === undefined || found === undefined) return undefined;
    const now = this.clock.now();
    const events = found.done.flatMap((deployment) => deployment.events).filter(({ time }) => time <= now);
    const [first, ...later] = found.done;
    return {
      name,
      id: found.id,
      created: first.begun,
      updated: later.at(-1)?.begun,
      status: events.filter(({ type }) => type === STACK).at(-1)!.status,
      events,
      outputs: found.done.filter(({ ended }) => ended <= now).at(-1)?.outputs ?? {},
    };
  }
}

interface DeploymentPlace {
  readonly verb: 'CREATE' | 'UPDATE';
  readonly id: string;
  readonly begun: number;
  readonly duration: number;
}

function deploymentOf(template: TemplateFacts, application: Application, touched: ReadonlySet<string>, { verb, id, begun, duration }: DeploymentPlace): StackDeployment {
  const resources = resourcesOf(template, application);
  const ends = new Map<string, number>();
  const events: StackEvent[] = [];
  for (const logicalId of creationOrder(template.name, application).filter((each) => touched.has(each))) {
    const { type, ref, dependsOn } = resources.get(logicalId)!;
    const begins = Math.max(begun, ...dependsOn.map((each) => ends.get(each) ?? begun));
    const end = Math.max(begins, DISTRIBUTIONS.includes(type) ? begun + duration : begun);
    ends.set(logicalId, end);
    const about = { logicalId, physicalId: String(knownOr(ref, '')), type };
    // What stands for the resource is known once its creation has begun.
    events.push({ ...about, time: begins, status: `${verb}_IN_PROGRESS` }, { ...about, time: end, status: `${verb}_COMPLETE` });
  }
  const ended = Math.max(begun, ...ends.values());
  const stack = { logicalId: stackNameOf(template), physicalId: id, type: STACK };
  return {
    begun,
    ended,
    events: [
      { ...stack, time: begun, status: `${verb}_IN_PROGRESS`, reason: 'User Initiated' },
      ...events.sort((a, b) => a.time - b.time),
      { ...stack, time: ended, status: `${verb}_COMPLETE` },
    ],
    outputs: outputsOf(template, application),
  };
}

function stackNameOf({ name, stackName }: TemplateFacts): string {
  return stackName ?? name;
}

function idOf(template: TemplateFacts): string {
  const name = stackNameOf(template);
  return `arn:aws:cloudformation:${knownOr(template.region, '')}:${knownOr(template.account, '')}:stack/${name}/${localId('', 20, 'stack', name).toLowerCase()}`;
}

function resourcesOf({ name }: TemplateFacts, application: Application | undefined): ReadonlyMap<string, Resource> {
  const own = application?.resources.filter(({ location }) => location.template === name) ?? [];
  return new Map(own.map((resource) => [resource.location.logicalId, resource]));
}

function outputsOf({ name }: TemplateFacts, { outputs }: Application): Stack['outputs'] {
  const own = Object.entries(outputs).filter(([qualified, value]) => isKnown(value) && qualified.slice(0, qualified.lastIndexOf('.')) === name);
  return Object.fromEntries(own.map(([qualified, value]) => [qualified.slice(name.length + 1), String(value)]));
}
