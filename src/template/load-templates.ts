import { existsSync, readdirSync, statSync } from 'fs';
import { basename, extname, join, resolve } from 'path';
import { loadAssembly } from './assembly';
import { withNestedStacks } from './nested-stacks';
import { parseIfTemplate, parseTemplate } from './parse-template';
import { readText } from './read-text';
import { TemplateSource } from './source';
import { UnreadableInput } from './unreadable-input';

/** What to do about a file that cannot be read. */
const FIX = 'give a CloudFormation template';

const TEMPLATE_EXTENSIONS = ['.json', '.yaml', '.yml', '.template'];

/**
 * Reads a cloud assembly directory, a template file (JSON or YAML), or a directory of templates.
 *
 * @throws UnreadableInput with one line that names the file, what is wrong with it, and what to do
 */
export function loadTemplates(path: string): TemplateSource[] {
  const full = resolve(path);
  if (!existsSync(full)) throw new UnreadableInput(path, 'does not exist', 'give a cloud assembly directory (cdk.out), a template file, or a directory of templates');
  if (!statSync(full).isDirectory()) return withNestedStacks(loadTemplate(full));
  return existsSync(join(full, 'manifest.json')) ? loadAssembly(full) : loadDirectory(full);
}

/** Reads one template file. */
export function loadTemplate(file: string): TemplateSource {
  return { name: nameOf(file), ...parseTemplate(file, readText(file, FIX)), file };
}

function nameOf(file: string): string {
  return basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/, '');
}

/** Reads the templates in a directory. Other documents there are left aside, and nested stacks follow the stack that makes them. */
function loadDirectory(directory: string): TemplateSource[] {
  const files = readdirSync(directory).filter((name) => TEMPLATE_EXTENSIONS.includes(extname(name))).sort().map((name) => join(directory, name));
  const sources = files.flatMap((file) => {
    const parsed = parseIfTemplate(file, readText(file, FIX));
    return parsed === undefined ? [] : withNestedStacks({ name: nameOf(file), ...parsed, file });
  });
  if (sources.length === 0) throw new UnreadableInput(directory, 'has neither a manifest.json nor a template', 'synthesise the app first, or give the template file itself');
  const nested = sources.flatMap(({ nestedIn, file }) => (nestedIn === undefined ? [] : file));
  return sources.filter(({ nestedIn, file }) => nestedIn !== undefined || !nested.includes(file));
}
