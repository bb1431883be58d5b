import { functionNotices } from '../../src/local/function-notices';
import { edgeWithFunctions } from '../edge/functions/edge-with-functions';

test('what a function writes is told each time, and how it fails once', async () => {
  const edge = edgeWithFunctions({ request: 'function handler(event) {\n  console.log(event.request.uri);\n  if (event.request.uri === "/fail") throw new Error("no");\n  return event.request;\n}' });
  const lines: string[] = [];
  const notice = functionNotices((line) => lines.push(line));
  for (const url of ['/a', '/fail', '/fail', '/a']) notice((await edge.get(url)).record);
  expect(lines).toEqual([
    'viewer-request: /a', 'viewer-request: /fail', 'the function viewer-request failed: Error: no, in line 3', 'viewer-request: /fail', 'viewer-request: /a',
  ]);
});
