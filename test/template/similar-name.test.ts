import fc from 'fast-check';
import { similarName } from '../../src/template/similar-name';

test.each([
  ['comment', ['Comment', 'Command'], 'Comment'], ['Comand', ['Comment', 'Command'], 'Command'], ['Id', ['Ip'], undefined], ['Origin', ['Enabled'], undefined], ['Any', [], undefined],
])('%s among %j', (name, known, meant) => {
  expect(similarName(name, known)).toBe(meant);
});

test('a name with one letter left out is found again', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z]{9,20}$/), fc.nat(8), (name, at) => {
    expect(similarName(name.slice(0, at) + name.slice(at + 1), [name])).toBe(name);
  }));
});
