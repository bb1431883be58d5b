import { endLambdas, lambdaEdge, lambdaParts } from './lambda-scenario';

afterEach(endLambdas);

const answering = (text: string) => ({ 'viewer-request': `exports.handler = async (event) => { await new Promise((resolve) => setTimeout(resolve, 20)); return { status: "200", body: "${text}" }; };` });

test('a function that is deployed anew runs with its new code; what is under way ends with the old one', async () => {
  const edge = lambdaEdge({ functions: answering('old') });
  const underWay = edge.get('/a');
  edge.deploy(lambdaParts({ functions: answering('new') }));
  expect([(await underWay).text, (await edge.get('/a')).text]).toEqual(['old', 'new']);
});

test('a behavior loses its functions with its associations', async () => {
  const edge = lambdaEdge({ functions: answering('function') });
  expect((await edge.get('/a')).text).toBe('function');
  edge.deploy(lambdaParts({ functions: {} }));
  expect((await edge.get('/a')).text).toBe('from the origin');
});

test('one function may serve several events and behaviors, out of one environment', async () => {
  const parts = lambdaParts({ functions: { 'viewer-request': 'exports.handler = async (event) => { const { request, response } = event.Records[0].cf; globalThis.n = (globalThis.n ?? 0) + 1; if (response) response.headers["x-n"] = [{ value: String(globalThis.n) }]; return response ?? request; };' } });
  const [association] = parts.behavior.LambdaFunctionAssociations;
  const associations = ['viewer-request', 'origin-request', 'viewer-response'].map((EventType) => ({ ...association, EventType }));
  const edge = lambdaEdge({ functions: {}, resources: parts.resources });
  edge.deploy({ behavior: { LambdaFunctionAssociations: associations }, resources: parts.resources });
  expect([(await edge.get('/a')).header('X-N'), (await edge.get('/a')).header('X-N')]).toEqual(['3', '5']);
});
