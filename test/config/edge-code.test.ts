import { hindrance } from '../../src/config';
import { lambdaFunction } from '../edge/lambda/functions';

test('a function runs here with its code, in Node.js or Python', () => {
  const [inline, asset, nowhere] = [lambdaFunction('1'), lambdaFunction({}), { ...lambdaFunction({}), codeSource: undefined }];
  expect([inline, asset, { ...inline, runtime: undefined }, { ...inline, runtime: 'python3.13' }].map(hindrance)).toEqual(Array(4).fill(undefined));
  expect(hindrance(nowhere)).toBe('its code is not on this machine; serve a cloud assembly, which has the code as an asset, or write it inline');
  expect(hindrance({ ...inline, runtime: 'java21' })).toBe('its Runtime is java21; Lambda@Edge runs Node.js and Python');
  expect(hindrance(undefined)).toBe('no function of the application has its ARN; serve a cloud assembly with the stack of the function');
});
