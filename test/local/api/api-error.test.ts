import { ApiError } from '../../../src/local/api/api-error';
import { exported } from './sdk-schemas';

test('each error that the SDK knows has the status that it knows, but for three of operations that the edge does not have', () => {
  const known = Object.values(exported).filter((schema): schema is [number, string, string, { httpError: number }] => Array.isArray(schema) && schema[0] === -3 && schema[3]?.httpError !== undefined);
  expect(known.length).toBeGreaterThan(150);
  expect(known.filter(([,, name, { httpError }]) => new ApiError(name, '').status !== httpError).map(([,, name, { httpError }]) => `${name} ${httpError}`)).toEqual([
    'RealtimeLogConfigInUse 400', 'RealtimeLogConfigOwnerMismatch 401', 'TestFunctionFailed 500',
  ]);
});
