import { checkApplication } from '../../../src/rules/check';
import { endLambdas, lambdaEdge } from '../lambda/lambda-scenario';
import { ScenarioEdge } from '../scenario';
import { edgeWithFunctions } from './edge-with-functions';

afterEach(endLambdas);

const findings = ({ application }: ScenarioEdge) => checkApplication(application, {}).filter(({ location }) => location.path.includes('FunctionAssociations'));

test.each<[string, () => ScenarioEdge]>([
  ['Lambda@Edge', () => lambdaEdge({ functions: { 'viewer-request': 'return request.headers["x-token"] ? request : { status: "403" };' } })],
  ['CloudFront', () => edgeWithFunctions({ request: 'function handler(event) { return event.request.headers["x-token"] ? event.request : { statusCode: 403 }; }' })],
])('a function of %s may serve private content of a custom origin: who has no token gets 403, and the origin is not asked [DST-075]', async (_kind, edgeOf) => {
  const edge = edgeOf();
  expect(findings(edge)).toEqual([]);
  expect([(await edge.get('/a')).status, edge.asked]).toEqual([403, []]);
  expect((await edge.get('/a', { headers: { 'X-Token': '1' } })).status).toBe(200);
  expect(edge.asked).toHaveLength(1);
});
