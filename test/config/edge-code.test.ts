import { EdgeFunction, functionCalled, functionName, hindrance, UNKNOWN } from '../../src/config';
import { lambdaFunction } from '../edge/lambda/functions';

test('a function runs here with its code, in Node.js or Python', () => {
  const [inline, asset, nowhere] = [lambdaFunction('1'), lambdaFunction({}), { ...lambdaFunction({}), codeSource: undefined }];
  expect([inline, asset, { ...inline, runtime: undefined }, { ...inline, runtime: 'python3.13' }].map(hindrance)).toEqual(Array(4).fill(undefined));
  expect(hindrance(nowhere)).toBe('its code is not on this machine; serve a cloud assembly, which has the code as an asset, or write it inline');
  expect(hindrance({ ...inline, runtime: 'java21' })).toBe('its Runtime is java21; Lambda@Edge runs Node.js and Python');
  expect(hindrance(undefined)).toBe('no function of the application has its ARN; serve a cloud assembly with the stack of the function');
});

test('a function is called by its name, its ARN or its logical id, and has the last for its name where the template does not know it', () => {
  const named: EdgeFunction = {
    location: { template: 't', logicalId: 'Named', path: '' }, stated: {}, arn: 'arn:named', name: 'name', code: '', runtime: 'cloudfront-js-2.0', autoPublish: true, keyValueStoreArns: [],
  };
  const unnamed = { ...named, location: { ...named.location, logicalId: 'Unnamed' }, arn: 'arn:unnamed', name: UNKNOWN };
  expect(['name', 'arn:named', 'Named', 'Unnamed', 'arn:unnamed', 'other'].map((called) => functionCalled(called, [named, unnamed]))).toEqual([named, named, named, unnamed, unnamed, undefined]);
  expect([named, unnamed].map(functionName)).toEqual(['name', 'Unnamed']);
});
