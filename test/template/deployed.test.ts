import { readdirSync } from 'fs';
import { join } from 'path';
import { loadTemplates, readTemplates } from '../../src/template';

const DEPLOYED = join(__dirname, 'deployed');
const templates = readdirSync(DEPLOYED).filter((name) => name.endsWith('.json'));

test('there are templates to read', () => expect(templates.length).toBeGreaterThan(80));

test.each(templates)('a deployed template is read whole: %s', (name) => {
  const application = readTemplates(loadTemplates(join(DEPLOYED, name)), { unknownEnvironment: true });
  expect(application.problems).toEqual([]);
  expect(application.treatment.filter(({ as }) => as === 'refused')).toEqual([]);
});
