import { join } from 'path';
import { creationPlace } from '../../src/template/creation-place';

test.each([
  ['the first frame of the user', ['new Distribution2 (/app/node_modules/aws-cdk-lib/x.js:1:2)', 'new SiteStack (/app/lib/site.ts:12:5)', 'main (/app/bin/app.ts:3:1)'], '/app/lib/site.ts:12:5'],
  ['not in this package', [`new WebDistribution (${join(__dirname, '..', '..', 'src', 'constructs', 'web-distribution.ts')}:194:22)`, 'f (/app/bin/app.ts:3:1)'], '/app/bin/app.ts:3:1'],
  ['a frame without function', ['...new PublicKey2 in aws-cdk-lib...', '/app/bin/app.ts:3:1'], '/app/bin/app.ts:3:1'],
  ['a frame on Windows', ['<anonymous> (C:\\app\\bin\\app.ts:3:1)'], 'C:\\app\\bin\\app.ts:3:1'],
])('is %s', (_what, trace, expected) => {
  const place = creationPlace(trace);
  expect(`${place?.file}:${place?.line}:${place?.column}`).toBe(expected);
});

test.each([
  ['without frames', []],
  ['of libraries and Node.js alone', ['f (/app/node_modules/x/y.js:1:2)', 'Module._compile (node:internal/modules/cjs/loader:1554:14)', '...node internals, pirates...']],
  ['of anything else', [undefined, 7, {}, 'no frame', 'stack traces disabled']],
])('is unknown for a trace %s', (_what, trace) => expect(creationPlace(trace)).toBeUndefined());
