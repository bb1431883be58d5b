import { lambdaParts } from '../edge/lambda/lambda-scenario';
import { applicationOf, Json } from '../edge/scenario';

/** What is said of the function of a behavior. */
function saidOf(settings: Json): readonly unknown[] {
  const parts = lambdaParts({ functions: { 'origin-request': 'return request;' }, settings });
  return applicationOf(parts).treatment.filter(({ location: { path } }) => path.endsWith('LambdaFunctionARN')).map(({ as, because }) => [as, because]);
}

test('a function of Lambda@Edge has an effect where it can run', () => {
  expect(saidOf({})).toEqual([['emulated', undefined]]);
  for (const settings of [{ Code: { S3Bucket: 'b', S3Key: 'k.zip' } }, { Runtime: 'java21' }]) expect(saidOf(settings)).toEqual([['accepted', 'the function, or its code, is not on this machine']]);
});
