import { Command } from 'commander';
import { withOriginOptions } from '../../src/cli/origin-options';

test('each option may be given several times', () => {
  const command = withOriginOptions(new Command()).parse(['--bucket', 'A=a', '--origin', 'o=u', '--bucket', 'B=b'], { from: 'user' });
  expect(command.opts()).toEqual({ bucket: ['A=a', 'B=b'], origin: ['o=u'] });
});
