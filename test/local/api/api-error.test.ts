import { exported } from './sdk-schemas';
import { ApiError } from '../../../src/local/api/api-error';

test('each error that the SDK knows has the status that it knows, but for three of operations that the edge does not have', () => {
  const errors = Object.values(exported).filter((schema): schema is [number, string, string, { httpError?: number }] => Array.isArray(schema) && schema[0] === -3);
  const known = errors.flatMap(([,, name, { httpError }]) => (httpError === undefined ? [] : [{ name, httpError }]));
  expect(known.length).toBeGreaterThan(150);
  expect(known.filter(({ name, httpError }) => new ApiError(name, '').status !== httpError).map(({ name, httpError }) => `${name} ${httpError}`)).toEqual([
    'RealtimeLogConfigInUse 400', 'RealtimeLogConfigOwnerMismatch 401', 'TestFunctionFailed 500',
  ]);
});
