import { conditionOutcomes } from '../../src/template/condition-outcomes';

/** A template with a condition for each of some parameters, whose values only a deployment knows. */
const withParameters = (name: string, count: number) => {
  const names = Array.from({ length: count }, (_, i) => `P${i}`);
  const template = {
    Parameters: Object.fromEntries(names.map((parameter) => [parameter, { Type: 'String' }])),
    Conditions: Object.fromEntries(names.map((parameter) => [`Is${parameter}`, { 'Fn::Equals': [{ Ref: parameter }, 'yes'] }])),
    Resources: {},
  };
  return { name, template };
};

const heldIn = (outcomes: ReturnType<typeof conditionOutcomes>) => outcomes.map(({ conditions }) => Object.keys(conditions).filter((name) => conditions[name]).sort());

test('all combinations of conditions are outcomes while they are 64 at most', () => {
  expect(heldIn(conditionOutcomes([withParameters('a', 1)]))).toEqual(expect.arrayContaining([['a/IsP0'], []]));
  const outcomes = heldIn(conditionOutcomes([withParameters('a', 6)]));
  expect(new Set(outcomes.map(String)).size).toBe(64);
});

test('of more, each value of each is in one outcome, beside the usual ones of the others', () => {
  const outcomes = heldIn(conditionOutcomes([withParameters('a', 7)]));
  expect(outcomes).toHaveLength(8);
  const [usual, ...others] = outcomes;
  for (const [i, other] of others.entries()) {
    const differing = [...usual, ...other].filter((name) => usual.includes(name) !== other.includes(name));
    expect(differing).toEqual([`a/IsP${i}`]);
  }
});

test('parameters of one name are apart in each template', () => {
  const outcomes = heldIn(conditionOutcomes([withParameters('a', 1), withParameters('b', 1)]));
  expect(outcomes.map(String).sort()).toEqual(['', 'a/IsP0', 'a/IsP0,b/IsP0', 'b/IsP0']);
});

test('without conditions there is one outcome', () => {
  expect(conditionOutcomes([{ name: 'a', template: { Resources: {} } }])).toEqual([{ conditions: {}, supposed: {} }]);
});
