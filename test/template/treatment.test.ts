import { readTemplates } from '../../src/template';
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

test.each([
  ['compress', 'Compress'], ['CachePolicyID', 'CachePolicyId'], ['AllowedMethod', 'AllowedMethods'], ['ViewerProtocolPolcy', 'ViewerProtocolPolicy'], ['Cache', undefined], ['x', undefined],
])('%s, which nobody knows, may be meant for %s', (name, meant) => {
  const Properties = { DistributionConfig: { DefaultCacheBehavior: { [name]: true } } };
  const { treatment } = readTemplates([{ name: 'template', template: { Resources: { Web: { Type: 'AWS::CloudFront::Distribution', Properties } } } }]);
  const [{ because }] = treatment.filter(({ as }) => as === 'refused');
  expect(because).toBe(`AWS::CloudFront::Distribution has no property ${name} here${meant === undefined ? '' : `, but ${meant}`}`);
});
