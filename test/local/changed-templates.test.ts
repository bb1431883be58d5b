import { Change, ChangedTemplates, CREATED } from '../../src/local/changed-templates';

const TYPE = 'AWS::CloudFront::Distribution';
const config = (Comment: string) => ({ DistributionConfig: { Enabled: true, Comment, Origins: [], DefaultCacheBehavior: {} } });
const template = (all: { readonly [logicalId: string]: string }) => ({
  name: 'Site',
  template: { Resources: Object.fromEntries(Object.keys(all).map((logicalId) => [logicalId, { Type: TYPE, Properties: config(all[logicalId]) }])) },
});

function change(logicalId: string, comment: string | undefined, name = 'Site'): Change {
  const properties = comment === undefined ? undefined : config(comment);
  return { template: name, logicalId, type: TYPE, properties, callerReference: logicalId, apiVersion: '2020-05-31', time: 0 };
}

const comments = ({ application: { distributions } }: ChangedTemplates) => (
  Object.fromEntries(distributions.map(({ location: { logicalId }, comment }) => [logicalId, comment]))
);

test('a change stands for what the template says of the resource, under the same id', () => {
  const before = new ChangedTemplates([template({ One: 'one', Two: 'two' })]);
  const after = before.with(change('One', 'changed'));
  expect(comments(after)).toEqual({ One: 'changed', Two: 'two' });
  expect(comments(before)).toEqual({ One: 'one', Two: 'two' });
  expect(after.application.distributions.map(({ id }) => id)).toEqual(before.application.distributions.map(({ id }) => id));
  expect(comments(after.with(change('One', 'again')))).toEqual({ One: 'again', Two: 'two' });
});

test('what is created is beside what the templates say, and no logical id is used twice', () => {
  const ids: string[] = [];
  let templates = new ChangedTemplates([template({ One: 'one' })]);
  for (const comment of ['a', 'b', 'c']) {
    const logicalId = templates.nextLogicalId(TYPE);
    ids.push(logicalId);
    templates = templates.with(change(logicalId, comment, CREATED)).with(change(logicalId, comment === 'b' ? undefined : comment, CREATED));
  }
  expect(ids).toEqual(['Distribution1', 'Distribution2', 'Distribution3']);
  expect(comments(templates)).toEqual({ One: 'one', Distribution1: 'a', Distribution3: 'c' });
  expect(templates.createdAs(TYPE, 'Distribution2')).toBeDefined();
});

test('what is deleted is gone, and what refers to it still has its id', () => {
  const output = { name: 'Site', template: { ...template({ One: 'one' }).template, Outputs: { Id: { Value: { Ref: 'One' } } } } };
  const before = new ChangedTemplates([output]);
  const after = before.with(change('One', undefined));
  expect(after.application.distributions).toEqual([]);
  expect(after.application.outputs).toEqual(before.application.outputs);
  expect(after.application.problems).toEqual([]);
});

test('changes outlive a reload, until the template itself says another thing of the resource', () => {
  const changed = new ChangedTemplates([template({ One: 'one', Two: 'two', Three: 'three' })])
    .with(change('One', 'changed')).with(change('Two', undefined)).with(change('Distribution1', 'created', CREATED));
  const same = changed.over([template({ One: 'one', Two: 'two', Three: 'other' })]);
  expect(comments(same)).toEqual({ One: 'changed', Three: 'other', Distribution1: 'created' });
  const others = changed.over([template({ One: 'new', Two: 'new', Three: 'three' })]);
  expect(comments(others)).toEqual({ One: 'new', Two: 'new', Three: 'three', Distribution1: 'created' });
  expect(comments(changed.over([template({ Three: 'three' })]))).toEqual({ Three: 'three', Distribution1: 'created' });
});
