import { creationOrder } from '../../../src/local/cloudformation/creation-order';
import { readTemplates } from '../../../src/template';

const topic = (rest: object = {}) => ({ Type: 'AWS::SNS::Topic', Properties: {}, ...rest });

test('what depends on something is created after it, however the template has them', () => {
  const Resources = { Last: topic({ DependsOn: ['Middle', 'First'] }), Middle: topic({ Properties: { DisplayName: { Ref: 'First' } } }), First: topic(), Alone: topic() };
  expect(creationOrder('Stack', readTemplates([{ name: 'Stack', template: { Resources } }, { name: 'Other', template: { Resources: { Elsewhere: topic() } } }]))).toEqual(['First', 'Middle', 'Last', 'Alone']);
});

test('resources that depend on each other are listed once', () => {
  const Resources = { One: topic({ DependsOn: 'Other' }), Other: topic({ DependsOn: 'One' }) };
  expect(creationOrder('Stack', readTemplates([{ name: 'Stack', template: { Resources } }]))).toEqual(['Other', 'One']);
});
