import { edgeWithFunctions, functionOf } from './edge-with-functions';

const says = (text: string) => `function handler() { return { statusCode: 200, body: '${text}' }; }`;

test('a function that is changed, or newly associated, takes its time to all edge locations: until then the distribution is in progress [FUN-042]', async () => {
  const edge = edgeWithFunctions({ request: says('old'), run: { deploymentTime: 60_000 } });
  edge.deploy({ resources: { viewerrequest: functionOf('viewer-request', says('new')) } });
  expect([edge.edge.status(edge.id), (await edge.get('/a')).text]).toEqual(['InProgress', 'old']);
  edge.advance(60);
  expect([edge.edge.status(edge.id), (await edge.get('/a')).text]).toEqual(['Deployed', 'new']);
  edge.deploy({ behavior: { FunctionAssociations: [] } });
  expect([edge.edge.status(edge.id), (await edge.get('/a')).text]).toEqual(['InProgress', 'new']);
  edge.advance(60);
  expect([edge.edge.status(edge.id), (await edge.get('/a')).text]).toEqual(['Deployed', 'body']);
});
