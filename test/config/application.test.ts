import { Application, knownOutputs, UNKNOWN } from '../../src/config';

test('outputs are called by their name, or with their template where several have it; unknown ones are left out', () => {
  const outputs = { 'A.Domain': 'a', 'A.Url': 'u', 'B.Domain': 'b', 'B.Later': UNKNOWN };
  expect(knownOutputs({ outputs } as unknown as Application)).toEqual({ 'A.Domain': 'a', 'Url': 'u', 'B.Domain': 'b' });
});
