import { EventRequest } from '../../../src/edge/lambda/request-event';
import { EventResponse } from '../../../src/edge/lambda/response-event';
import { Policies, policies } from '../policies';
import { Json, ok, Scenario, ScenarioEdge } from '../scenario';

type EventType = 'viewer-request' | 'origin-request' | 'origin-response' | 'viewer-response';

/** A scenario with functions of Lambda@Edge. */
export interface LambdaScenario extends Partial<Omit<Scenario, 'behavior'>> {
  /** The code of each event, or its body as an async function of `request`, `response` and `config`. */
  readonly functions: { readonly [event in EventType]?: string };
  /** Of each function. */
  readonly settings?: Json;
  readonly includeBody?: boolean;
  readonly behavior?: Json;
  readonly policies?: Policies;
}

const open: ScenarioEdge[] = [];

/** Ends the functions of all scenarios; for `afterEach`. */
export async function endLambdas(): Promise<void> {
  await Promise.all(open.splice(0).map(({ edge }) => edge.close()));
}

/** An edge whose default cache behavior has functions. They tell what they were given by `seen`. */
export function lambdaEdge(scenario: LambdaScenario): ScenarioEdge {
  const { origin = [ok('from the origin', { 'cache-control': 'max-age=60' })] } = scenario;
  const edge = new ScenarioEdge({ ...scenario, origin, ...lambdaParts(scenario) });
  open.push(edge);
  return edge;
}

/** The functions of a scenario in its template. */
export function lambdaParts({ functions, settings = {}, includeBody = false, behavior = {}, policies: named = {}, resources = {} }: Omit<LambdaScenario, 'origin'>) {
  const events = Object.entries(functions);
  const given = policies(named, behavior);
  const logicalId = (event: string) => `Fn${event.replace(/\W/g, '')}`;
  return {
    behavior: {
      ...given.behavior,
      LambdaFunctionAssociations: events.map(([event]) => ({
        EventType: event, LambdaFunctionARN: { Ref: `${logicalId(event)}Version` }, ...(includeBody && event.endsWith('request') ? { IncludeBody: true } : {}),
      })),
    },
    resources: {
      ...resources,
      ...given.resources,
      ...Object.fromEntries(events.flatMap(([event, code]) => [
        [logicalId(event), {
          Type: 'AWS::Lambda::Function',
          Properties: { FunctionName: event, Handler: 'index.handler', Runtime: 'nodejs22.x', Code: { ZipFile: whole(code) }, ...settings },
        }],
        [`${logicalId(event)}Version`, { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: logicalId(event) } } }],
      ])),
    },
  };
}

function whole(code: string): string {
  if (/\bhandler\b/.test(code)) return code;
  return `exports.handler = async (event) => {
    const { config, request, response } = event.Records[0].cf;
    console.log(JSON.stringify(event.Records[0].cf));
    ${code}
  };`;
}

type Answered = Awaited<ReturnType<ScenarioEdge['get']>>;

/** What functions were given, in the order in which they ran. */
export function seen({ record: { functions } }: Answered): readonly { readonly config: Json; readonly request: EventRequest; readonly response: EventResponse }[] {
  return functions.flatMap(({ logs }) => logs).map((line) => JSON.parse(line));
}

/** The events at which functions ran, in their order. */
export function ran({ record: { functions } }: Answered): readonly string[] {
  return functions.map(({ event }) => event);
}

/** Why functions failed. */
export function failures({ record: { decisions } }: Answered): readonly unknown[] {
  return decisions.filter(({ decided, step }) => /-(request|response)$/.test(step) && (decided === 'failed' || decided === 'invalid')).map(({ because }) => because!.reason);
}
