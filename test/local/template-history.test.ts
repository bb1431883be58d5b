import { ManualClock } from '../../src/edge';
import { ChangedTemplates } from '../../src/local/changed-templates';
import { TemplateHistory } from '../../src/local/template-history';

const named = (name: string) => new ChangedTemplates([{ name, template: { Resources: {} } }]);
const nameOf = ({ sources: [{ name }] }: ChangedTemplates) => name;

test('what is new is read when the delay is over, in its order [WEB-212]', () => {
  const clock = new ManualClock(0);
  const history = new TemplateHistory(clock, named('first'), 2000);
  history.add(named('second'));
  clock.advance(1000);
  history.add(named('third'));
  expect([nameOf(history.newest), nameOf(history.readable)]).toEqual(['third', 'first']);
  clock.advance(999);
  expect(nameOf(history.readable)).toBe('first');
  clock.advance(1);
  expect(nameOf(history.readable)).toBe('second');
  clock.advance(1000);
  expect(nameOf(history.readable)).toBe('third');
});

test('without a delay it is read at once', () => {
  const history = new TemplateHistory(new ManualClock(0), named('first'), 0);
  expect(nameOf(history.readable)).toBe('first');
  history.add(named('second'));
  expect(nameOf(history.readable)).toBe('second');
});
