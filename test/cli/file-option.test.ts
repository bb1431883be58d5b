import { directoryWith } from './run';
import { filesAt, fileText } from '../../src/cli/file-option';

const directory = directoryWith({ 'key.pem': 'a key', 'logs/b/2.log': '', 'logs/a.log': '', 'logs/a.txt': '' });

test('the text of a file is read, or it is told why not', () => {
  expect(fileText(`${directory}/key.pem`)).toBe('a key');
  expect(() => fileText(`${directory}/none.pem`)).toThrow(/none\.pem cannot be read: ENOENT/);
});

test('a directory stands for the files below it whose names match, a file for itself', () => {
  expect(filesAt(`${directory}/logs`, /\.log$/)).toEqual([`${directory}/logs/a.log`, `${directory}/logs/b/2.log`]);
  for (const file of [`${directory}/key.pem`, `${directory}/none`, `${directory}/key.pem/below`]) expect(filesAt(file, /\.log$/)).toEqual([file]);
});

test('the order of files is that of their names, whatever the operating system says', () => {
  const fs = jest.requireActual<typeof import('fs')>('fs');
  const listed = jest.spyOn(fs, 'readdirSync').mockReturnValue(['b.log', 'a/z.log', 'a.log'] as never);
  expect(filesAt(directory, /\.log$/)).toEqual([`${directory}/a.log`, `${directory}/a/z.log`, `${directory}/b.log`]);
  listed.mockRestore();
});
