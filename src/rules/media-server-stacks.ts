import { Application, at, isKnown, MEDIA_SERVERS, MediaServer, Resource, Stated, StackParameter } from '../config';
import { accountOf } from './accounts';
import { Rule, RuleSet, Subjects } from './rule';

/** The ready-made stack of a media server, nested in a stack of the application. */
interface MediaServerStack {
  readonly stack: Resource;
  readonly server: MediaServer;
  readonly parameters: Stated;
}

/** The guide's stacks are no longer offered; its edition checks what it says of them. */
const GUIDE = ['2014-10-21'] as const;

const PREVIOUS_GENERATION = /^m1\./;

function mediaServerStacks({ resources }: Application): MediaServerStack[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFormation::Stack').flatMap((stack) => {
    const { TemplateURL: url, Parameters: stated } = stack.stated;
    const parameters = (typeof stated === 'object' && stated !== null && isKnown(stated) ? stated : {}) as Stated;
    const server = MEDIA_SERVERS.find(({ parameter }) => parameter !== undefined && Object.keys(parameters).some((name) => parameter.test(name)))
      ?? MEDIA_SERVERS.find(({ template }) => typeof url === 'string' && /cloudfront-live/.test(url) && template.test(url));
    return server === undefined || stated !== undefined && !isKnown(stated) ? [] : [{ stack, server, parameters }];
  });
}

/** What is wrong with the value of a parameter, if anything. */
function wrong({ required, shortest, without, name }: StackParameter, value: unknown): { readonly says: string; readonly fix: string } | undefined {
  if (value === undefined || value === '') return required ? { says: `${name} is missing`, fix: 'state it' } : undefined;
  if (!isKnown(value)) return undefined;
  const { length } = [...String(value)];
  if (shortest !== undefined && length < shortest) return { says: `${name} has ${length} characters; allowed: ${shortest} or more`, fix: 'lengthen it' };
  if (!without?.test(String(value))) return undefined;
  return name === 'WowzaLicenseKey' ? { says: 'several license keys are separated by |', fix: 'write KEY1|KEY2' } : { says: `${name} has spaces`, fix: 'use a short name without spaces' };
}

function regionOf({ location }: Resource, { templates }: Application): string | undefined {
  const region = templates.find(({ name }) => name === location.template)?.region;
  return isKnown(region) ? region : undefined;
}

/** Where the application names the key pair of an instance, or of the instance in a media server's stack. */
function namedKeyPairs(app: Application): { readonly resource: Resource; readonly property: string; readonly name: unknown }[] {
  const instances = app.resources.filter(({ type }) => type === 'AWS::EC2::Instance').map((resource) => ({ resource, property: 'KeyName', name: resource.stated.KeyName }));
  return [...instances, ...mediaServerStacks(app).map(({ stack, parameters }) => ({ resource: stack, property: 'Parameters.KeyPair', name: parameters.KeyPair }))];
}

function placeOf(resource: Resource, app: Application): string {
  return `${regionOf(resource, app)} of account ${accountOf(resource, app)}`;
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'media-server-parameter',
    level: 'error',
    spec: ['MED-020', 'MED-052', 'MED-067'],
    editions: GUIDE,
    says: 'the stack of a media server has the parameters that its template asks for',
    *check(app) {
      for (const { stack, server, parameters } of mediaServerStacks(app)) {
        for (const parameter of server.parameters) {
          const problem = wrong(parameter, parameters[parameter.name]);
          if (problem !== undefined) yield { at: at(stack, `Parameters.${parameter.name}`), ...problem };
        }
      }
    },
  },
  {
    id: 'media-server-template',
    level: 'info',
    spec: ['MED-006'],
    editions: GUIDE,
    says: 'the address of a ready-made template is left as it is; only an own crossdomain.xml needs a copy',
    *check(app) {
      for (const { stack, server } of mediaServerStacks(app)) {
        const { TemplateURL: got } = stack.stated;
        const { templateUrl } = server;
        if (templateUrl !== undefined && isKnown(got) && got !== templateUrl) yield { at: at(stack, 'TemplateURL'), got, fix: `use ${templateUrl}, or compare the copy with it` };
      }
    },
  },
  {
    id: 'media-server-region',
    level: 'info',
    spec: ['MED-017'],
    editions: GUIDE,
    says: 'the ready-made stack of a media server can be started in the regions that the guide lists for it',
    *check(app) {
      for (const { stack, server: { name, regions } } of mediaServerStacks(app)) {
        const region = regionOf(stack, app);
        if (region !== undefined && !regions.includes(region)) yield { at: stack.location, says: `the stack for ${name} is in ${region}`, limit: regions.join(', '), fix: 'start it in one of these regions' };
      }
    },
  },
  {
    id: 'key-pair-region',
    level: 'error',
    spec: ['MED-007'],
    says: 'an instance has a key pair of its own region and account',
    *check(app) {
      const keyPairs = app.resources.filter(({ type }) => type === 'AWS::EC2::KeyPair');
      for (const { resource, property, name } of namedKeyPairs(app)) {
        const named = isKnown(name) ? keyPairs.filter(({ stated }) => stated.KeyName === name) : [];
        const places = [resource, ...named];
        if (named.length === 0 || places.some((each) => regionOf(each, app) === undefined || accountOf(each, app) === undefined)) continue;
        if (named.some((keyPair) => placeOf(keyPair, app) === placeOf(resource, app))) continue;
        yield { at: at(resource, property), got: name, says: `the key pair is in ${placeOf(named[0], app)}, and this in ${placeOf(resource, app)}`, fix: 'make a key pair there' };
      }
    },
  },
  {
    id: 'key-pair-private-key',
    level: 'warning',
    spec: ['MED-009'],
    editions: GUIDE,
    says: 'the private key of a key pair can be fetched only once, when the pair is made',
    *check({ resources }) {
      for (const keyPair of resources.filter(({ type }) => type === 'AWS::EC2::KeyPair')) {
        if (keyPair.stated.PublicKeyMaterial === undefined) yield { at: keyPair.location, fix: 'name a key pair that exists, or give the PublicKeyMaterial of a key that you have' };
      }
    },
  },
  {
    id: 'media-server-instance-type',
    level: 'info',
    spec: ['MED-052'],
    editions: ['current'],
    says: 'the instance types m1 are of a previous generation',
    *check(app) {
      for (const { stack, server, parameters: { InstanceType: stated } } of mediaServerStacks(app)) {
        const got = stated ?? server.parameters.find(({ name }) => name === 'InstanceType')?.default;
        if (isKnown(got) && PREVIOUS_GENERATION.test(String(got))) yield { at: at(stack, 'Parameters.InstanceType'), got, fix: 'use m7i, m7g or m7a' };
      }
    },
  },
];

/** Rules about the ready-made stacks of media servers, and the key pairs of servers. */
export const mediaServerStackRules: RuleSet = { application };
