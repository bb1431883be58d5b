import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateWatcher } from '../../src/local/template-watcher';

const directory = mkdtempSync(join(tmpdir(), 'template-watcher-'));
const template = join(directory, 'template.json');
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(() => writeFileSync(template, '{}'));

/** Resolves when a watcher of `path` has noticed the change. */
function changeOf(path: string, change: () => void): Promise<void> {
  return new Promise((resolve) => {
    const watcher = new TemplateWatcher(path, () => {
      watcher.close();
      resolve();
    });
    change();
  });
}

test('a file that is written, or replaced, has changed', async () => {
  await changeOf(template, () => writeFileSync(template, '{"Resources":{}}'));
  await changeOf(template, () => {
    writeFileSync(join(directory, 'new'), '{}');
    renameSync(join(directory, 'new'), template);
  });
});

test('a directory has changed with any of its files, once for all of them', async () => {
  let calls = 0;
  await new Promise<void>((resolve) => {
    const watcher = new TemplateWatcher(directory, () => {
      calls++;
      watcher.close();
      resolve();
    });
    writeFileSync(join(directory, 'a.json'), '{}');
    writeFileSync(join(directory, 'b.json'), '{}');
  });
  expect(calls).toBe(1);
});

test.each([['a directory', ''], ['the directory of a file', 'template.json']])('%s that is taken away, and comes back, has changed each time, and with its files from then on', async (_what, file) => {
  const output = join(directory, 'output');
  const write = (text: string) => writeFileSync(join(output, 'template.json'), text);
  mkdirSync(output);
  write('{}');
  let changed = () => {};
  const watcher = new TemplateWatcher(join(output, file), () => changed());
  const changeBy = (change: () => void) => new Promise<void>((resolve) => {
    changed = resolve;
    change();
  });
  try {
    await changeBy(() => rmSync(output, { recursive: true }));
    await changeBy(() => {
      mkdirSync(output);
      write('{}');
    });
    await changeBy(() => write('{"Resources":{}}'));
  } finally {
    watcher.close();
    rmSync(output, { recursive: true });
  }
});
