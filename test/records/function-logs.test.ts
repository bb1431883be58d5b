import { functionLogLines } from '../../src/records';
import { endLambdas, lambdaEdge } from '../edge/lambda/lambda-scenario';

afterEach(endLambdas);

async function linesOf(code: string) {
  const edge = lambdaEdge({ functions: { 'viewer-request': `exports.handler = async (event) => { ${code} };` }, settings: { FunctionName: 'TestFunction' }, run: { edgeLocations: ['FRA56-P6'] } });
  return { lines: functionLogLines((await edge.get('/a')).record), id: edge.id };
}

test('a function logs in the Region where it ran, in a group of its own [FUN-138]', async () => {
  const { lines } = await linesOf('console.log("one", { two: 2 }); console.error("three"); return event.Records[0].cf.request;');
  expect(lines).toEqual(['one { two: 2 }', 'three'].map((text) => ({ region: 'eu-central-1', group: '/aws/lambda/us-east-1.TestFunction', text })));
});

test('how it fails is there, too; what CloudFront does not take of its result is in a group of the distribution [FUN-138]', async () => {
  const failed = await linesOf('console.log("before"); throw new Error("mine");');
  expect(failed.lines.map(({ group, text }) => [group, text])).toEqual([
    ['/aws/lambda/us-east-1.TestFunction', 'before'], ['/aws/lambda/us-east-1.TestFunction', expect.stringMatching(/^Error: mine at /)],
  ]);
  const { lines, id } = await linesOf('return {};');
  expect(lines).toEqual([{ region: 'eu-central-1', group: `/aws/cloudfront/LambdaEdge/${id}`, text: expect.stringMatching(/^response\.status is undefined/) }]);
});
