import { directoryWith } from './run';
import { fileText } from '../../src/cli/file-option';

const directory = directoryWith({ 'key.pem': 'a key' });

test('the text of a file is read, or it is told why not', () => {
  expect(fileText(`${directory}/key.pem`)).toBe('a key');
  expect(() => fileText(`${directory}/none.pem`)).toThrow(/none\.pem cannot be read: ENOENT/);
});
