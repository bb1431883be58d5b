import { Application } from '../../src/config';
import { Edge, EdgeOptions, FunctionOriginRequest, FunctionOriginResponse, FunctionOrigin, ManualClock, OriginClient, OriginFunction, ViewerResponse, TlsConnection } from '../../src/edge';
import { readTemplates } from '../../src/template';

export type Json = { readonly [property: string]: unknown };

/** A distribution with one origin, and what a scenario changes of it. */
export interface Scenario {
  /** What the origin answers; a list is answered in turn, its last item for ever. */
  readonly origin: OriginFunction | OriginClient | readonly FunctionOriginResponse[];
  readonly config?: Json;
  /** Of the default cache behavior. */
  readonly behavior?: Json;
  /** What the template has beside the distribution, by logical id. */
  readonly resources?: { readonly [logicalId: string]: Json };
  readonly edition?: 'current' | '2014-10-21';
  /** How the edge is run. */
  readonly run?: Partial<EdgeOptions>;
}

/** What a viewer of a scenario says. */
export interface Viewer {
  /** The encrypted connection. */
  readonly tls?: TlsConnection;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly host?: string;
  readonly protocol?: 'http' | 'https';
  readonly httpVersion?: '1.0' | '1.1' | '2.0';
  readonly country?: string;
  readonly ip?: string;
  readonly body?: string;
  readonly serverName?: string;
  readonly whenGone?: (callback: () => void) => void;
}

export interface Received extends Omit<ViewerResponse, 'body'> {
  readonly text: string;
  header(name: string): string | undefined;
}

export const START = Date.UTC(2025, 0, 1);

/** An edge, its clock, and the requests that reached its origin. */
export class ScenarioEdge {
  public readonly clock = new ManualClock(START);
  /** Requests as the origin saw them. */
  public readonly asked: FunctionOriginRequest[] = [];
  public readonly edge: Edge;
  public readonly id: string;
  public readonly application: Application;
  /** What was deployed last, after the beginning. */
  public reloaded: Application | undefined;
  public readonly domainName: string;

  public constructor(private readonly scenario: Scenario) {
    const { origin, edition, run } = scenario;
    const application = this.application = applicationOf(scenario);
    const client = this.clientOf(origin);
    this.edge = new Edge({ application, clock: this.clock, edition, origins: () => client, ...run });
    this.id = application.distributions[0].id;
    this.domainName = application.distributions[0].domainName;
  }

  public async get(url: string, viewer: Viewer = {}): Promise<Received> {
    const { method = 'GET', headers = {}, host = this.domainName, protocol = 'https', httpVersion = '1.1', country, ip = '192.0.2.1', body, serverName, whenGone, tls } = viewer;
    const raw = ['Host', host, ...Object.entries(headers).flat()];
    const sent = body === undefined ? undefined : Buffer.from(body);
    const response = await this.edge.handle({ method, url, headers: raw, protocol, httpVersion, ip, country, serverName, whenGone, body: sent, tls: tls && (() => tls) });
    return { ...response, text: await textOf(response), header: (name) => valueOf(response.headers, name) };
  }

  /** The X-Cache of a GET, without `from cloudfront`. */
  public async xCache(url: string, viewer?: Viewer): Promise<string> {
    return (await this.get(url, viewer)).header('x-cache')!.replace(' from cloudfront', '');
  }

  public advance(seconds: number): void {
    this.clock.advance(seconds * 1000);
  }

  /** Runs another configuration from now on, as a deployment does. */
  public deploy(changes: Pick<Scenario, 'config' | 'behavior' | 'resources'>): void {
    this.reloaded = applicationOf({ ...this.scenario, ...changes });
    this.edge.reload(this.reloaded);
  }

  private clientOf(origin: Scenario['origin']): OriginClient {
    if (typeof origin === 'object' && 'ask' in origin) return origin;
    const answers = typeof origin === 'function' ? undefined : [...origin];
    return new FunctionOrigin((request) => {
      this.asked.push(request);
      if (answers === undefined) return (origin as OriginFunction)(request);
      return answers.length > 1 ? answers.shift()! : answers[0];
    });
  }
}

/** An edge whose origin answers when it is told to. */
export function held(scenario: Omit<Scenario, 'origin'> = {}) {
  const waiting: ((answer: FunctionOriginResponse) => void)[] = [];
  const edge = new ScenarioEdge({ ...scenario, origin: () => new Promise<FunctionOriginResponse>((resolve) => waiting.push(resolve)) });
  return { edge, answer: (response: FunctionOriginResponse) => waiting.splice(0).forEach((resolve) => resolve(response)) };
}

/** Lets what waits for nothing but its turn go on. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What a scenario's template says. */
export function applicationOf({ config = {}, behavior = {}, resources = {}, edition }: Omit<Scenario, 'origin'>): Application {
  const template = {
    Resources: {
      ...resources,
      Web: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }],
            DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...behavior },
            ...config,
          },
        },
      },
    },
  };
  return readTemplates([{ name: 'scenario', template }], { edition });
}

/** An answer with 200. */
export function ok(body: string, headers: { readonly [name: string]: string } = {}): FunctionOriginResponse {
  return { headers, body };
}

/** An answer with another status. */
export function status(code: number, headers: { readonly [name: string]: string } = {}, body = `status ${code}`): FunctionOriginResponse {
  return { status: code, headers, body };
}

async function textOf({ body }: ViewerResponse): Promise<string> {
  if (body === undefined) return '';
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function valueOf(headers: readonly string[], name: string): string | undefined {
  const at = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name.toLowerCase());
  return at < 0 ? undefined : headers[at + 1];
}
