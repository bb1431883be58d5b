import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
