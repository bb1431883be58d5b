import { existsSync, readdirSync, statSync } from 'fs';
import { basename, extname, join, resolve } from 'path';
import { loadAssembly } from './assembly';
import { parseStackTemplate, parseTemplate } from './parse-template';
import { readText } from './read-text';
import { TemplateSource } from './source';
import { UnreadableInput } from './unreadable-input';

const TEMPLATE_EXTENSIONS = ['.json', '.yaml', '.yml', '.template'];

/**
 * Reads a cloud assembly directory, a template file (JSON or YAML), or a directory of templates.
 *
 * @throws UnreadableInput with one line that names the file, what is wrong with it, and what to do
 */
export function loadTemplates(path: string): TemplateSource[] {
  const full = resolve(path);
  if (!existsSync(full)) throw new UnreadableInput(path, 'does not exist', 'give a cloud assembly directory (cdk.out), a template file, or a directory of templates');
  if (!statSync(full).isDirectory()) return [loadTemplate(full)];
  return existsSync(join(full, 'manifest.json')) ? loadAssembly(full) : loadDirectory(full);
}

/** Reads one template file. */
export function loadTemplate(file: string): TemplateSource {
  const parsed = parseTemplate(file, readText(file, 'give a CloudFormation template'));
  if (!Object.hasOwn(parsed.template, 'Resources')) throw new UnreadableInput(file, 'has no Resources', 'give a CloudFormation template');
  return { name: nameOf(file), ...parsed, file };
}

/** Reads the template of a stack that CDK has just synthesised. */
export function loadStackTemplate(file: string): TemplateSource {
  return { name: nameOf(file), template: parseStackTemplate(file, readText(file, 'synthesise the app again')), file };
}

function nameOf(file: string): string {
  return basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/, '');
}

function loadDirectory(directory: string): TemplateSource[] {
  const files = readdirSync(directory).filter((name) => TEMPLATE_EXTENSIONS.includes(extname(name))).sort();
  if (files.length === 0) throw new UnreadableInput(directory, 'has neither a manifest.json nor a template', 'synthesise the app first, or give the template file itself');
  return files.map((name) => loadTemplate(join(directory, name)));
}
