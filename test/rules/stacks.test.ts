import { checkTemplates } from '../../src/rules';
import { TemplateSource } from '../../src/template';

const template = { Resources: { Media: { Type: 'AWS::S3::Bucket' } } };
const stack = (name: string, stackName: string | undefined, environment: Partial<TemplateSource> = {}): TemplateSource => ({ name, stackName, template, ...environment });
const found = (...sources: TemplateSource[]) => checkTemplates(sources).map(({ rule, level, location, message }) => [rule, level, location.template, message]);
const [US, EU] = [{ account: '111122223333', region: 'us-east-1' }, { account: '111122223333', region: 'eu-west-1' }];

test.each(['Company Meeting Live', '', '1st', 'live_stream', 'a'.repeat(129)])('a stack is not named "%s" [MED-005]', (name) => {
  expect(found(stack('Live', name))).toEqual([['stack-name', 'error', 'Live', expect.stringContaining(`The stack is named "${name}".`)]]);
});

test.each(['CompanyMeetingIIS41LiveSmoothStreaming', 'a', 'a'.repeat(128), 'live-2', undefined])('a stack may be named %s [MED-005]', (name) => {
  expect(found(stack('Live', name))).toEqual([]);
});

test('a stack has a name of its own in its account and region [MED-005]', () => {
  expect(found(stack('A', 'live', US), stack('B', 'live', US))).toEqual([['stack-name-repeated', 'error', 'B', expect.stringContaining('It deploys over A, which has the same name live in us-east-1.')]]);
  expect(found(stack('A', 'live', US), stack('B', 'live', EU), stack('C', 'live', { ...US, account: '444455556666' }), stack('D', 'meeting', US))).toEqual([]);
});

test('stacks whose account or region is not known are not compared [MED-005]', () => {
  expect(found(stack('A', 'live'), stack('B', 'live'), stack('C', undefined, US), stack('D', undefined, US))).toEqual([]);
});
