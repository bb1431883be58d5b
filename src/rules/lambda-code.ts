import { existsSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { below } from './stated';
import { isKnown, LambdaFunction } from '../config';

const EXTENSIONS = ['js', 'mjs', 'cjs', 'py'];

/** The code of a Lambda function: what the template has of it, or the file of its handler; undefined where it is not on this machine. */
export function codeOf({ stated, codeSource }: LambdaFunction): string | undefined {
  const inline = below(stated, 'Code')?.ZipFile;
  if (typeof inline === 'string') return inline;
  const { Handler: handler } = stated;
  if (codeSource === undefined || !isKnown(handler)) return undefined;
  const module = String(handler).replace(/\.[^./]*$/, '');
  const file = EXTENSIONS.map((extension) => join(codeSource, `${module}.${extension}`)).find(isFile);
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
