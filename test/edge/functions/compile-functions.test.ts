import { ECHO, edgeWithFunctions, FunctionScenario } from './edge-with-functions';

const notices = ({ application }: ReturnType<typeof edgeWithFunctions>) => application.treatment.filter(({ as, location }) => as === 'accepted' && location.path.includes('FunctionARN'));

test.each<[string, FunctionScenario]>([
  ['is not published', { functions: { AutoPublish: false } }], ['says nothing of that', { functions: { AutoPublish: undefined } }],
  ['has code that only the deployment knows', { functions: { FunctionCode: { Ref: 'Nothing' } } }],
  ['is of another template', { behavior: { FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'arn:aws:cloudfront::111122223333:function/other' }] } }],
])('a function that %s does not run, which the reader tells', async (_title, scenario) => {
  const edge = edgeWithFunctions({ request: ECHO, ...scenario });
  const { text, record } = await edge.get('/a');
  expect([text, record.functions]).toEqual(['body', []]);
  expect(notices(edge)).toEqual([expect.objectContaining({ because: 'the function is not in the templates, or its code is not, or it is not published' })]);
});

test('nothing is told of a function that runs', () => expect(notices(edgeWithFunctions({ request: ECHO }))).toEqual([]));
