import { Json, ok, Scenario, ScenarioEdge, Viewer } from '../scenario';

/** The code of the functions of a behavior, by event, and what a scenario has beside. */
export interface FunctionScenario extends Partial<Scenario> {
  readonly request?: string;
  readonly response?: string;
  /** @default 'cloudfront-js-2.0' */
  readonly runtime?: string;
  /** Further properties of the functions. */
  readonly functions?: Json;
}

/** The resource of a function. */
export function functionOf(name: string, code: string, runtime = 'cloudfront-js-2.0', more: Json = {}): Json {
  return { Type: 'AWS::CloudFront::Function', Properties: { Name: name, FunctionCode: code, FunctionConfig: { Comment: '', Runtime: runtime }, AutoPublish: true, ...more } };
}

/** What a behavior says of a function. */
export function associated(EventType: string, logicalId: string): Json {
  return { EventType, FunctionARN: { 'Fn::GetAtt': [logicalId, 'FunctionARN'] } };
}

/** What a scenario needs for functions at the events of viewers. */
export function withFunctions({ request, response, runtime, functions, ...scenario }: FunctionScenario): Scenario {
  const codes = Object.entries({ 'viewer-request': request, 'viewer-response': response }).flatMap(([event, code]) => (code === undefined ? [] : [[event, code] as const]));
  return {
    origin: () => ok('body'),
    ...scenario,
    resources: { ...Object.fromEntries(codes.map(([event, code]) => [event.replace('-', ''), functionOf(event, code, runtime, functions)])), ...scenario.resources },
    behavior: { FunctionAssociations: codes.map(([event]) => associated(event, event.replace('-', ''))), ...scenario.behavior },
  };
}

/** An edge whose only behavior has functions. */
export function edgeWithFunctions(scenario: FunctionScenario): ScenarioEdge {
  return new ScenarioEdge(withFunctions(scenario));
}

/** A function that answers with its event. */
export const ECHO = 'function handler(event) { return { statusCode: 200, body: JSON.stringify(event) }; }';

/** The event that a viewer-request function gets for a request. */
export async function eventOf(url: string, viewer?: Viewer, scenario: FunctionScenario = {}): Promise<any> {
  return JSON.parse((await edgeWithFunctions({ request: ECHO, ...scenario }).get(url, viewer)).text);
}
