import { readdirSync, readFileSync } from 'fs';
import { join, relative, resolve, sep } from 'path';

const SOURCE = join(__dirname, '..', '..', 'src');

/** What the files of each folder may import, beside their own folder. */
const MAY_IMPORT: { readonly [folder: string]: readonly string[] } = {
  config: [],
  template: ['config'],
  rules: ['config', 'template'],
  constructs: ['config', 'rules', 'template'],
  edge: ['config'],
  streaming: ['config', 'edge'],
  records: ['config', 'edge', 'streaming'],
  local: ['config', 'template', 'rules', 'edge', 'streaming', 'records'],
  testing: ['config', 'template', 'rules', 'edge', 'streaming', 'records', 'local'],
  cli: ['config', 'template', 'rules', 'edge', 'streaming', 'records', 'local', 'testing'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

function imports(): Import[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && name.includes(sep));
  return files.flatMap((name) => {
    const source = readFileSync(join(SOURCE, name), 'utf8');
    const paths = [...source.matchAll(/(?:from|require\(|import\()\s*'(\.[^']*)'/g)].map(([, path]) => path).filter((path) => !path.endsWith('package.json'));
    return paths.map((path) => ({ file: name, from: name.split(sep)[0], to: relative(SOURCE, resolve(SOURCE, name, '..', path)).split(sep)[0] }));
  });
}

test('each folder imports only what it may', () => {
  const all = imports();
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(({ from, to }) => from !== to && !MAY_IMPORT[from]?.includes(to))).toEqual([]);
});

test('nothing that an app loads brings the edge along', () => {
  expect(imports().filter(({ from, to }) => ['constructs', 'rules'].includes(from) && ['edge', 'streaming', 'local'].includes(to))).toEqual([]);
});
