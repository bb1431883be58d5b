import { Script } from 'vm';
import { IMPORT_STATEMENT, withoutComments } from '../config';

/** Reading the code of CloudFront Functions without running it. */

/** Why the code is no JavaScript, if so. An `await` outside of an async function is such a reason. */
export function syntaxErrorOf(code: string): string | undefined {
  try {
    new Script(withoutComments(code).replace(IMPORT_STATEMENT, ''));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The texts that a function of one argument is called with, where they are written as such. */
export function literalArguments(code: string, name: string): string[] {
  const calls = withoutComments(code).matchAll(new RegExp(`\\b${name}\\s*\\(\\s*(?:'([^'\\\\]*)'|"([^"\\\\]*)")`, 'g'));
  return [...calls].map(([, single, double]) => single ?? double);
}

/** The texts that a property of an object literal has, where they are written as such. */
export function literalProperties(code: string, name: string): string[] {
  const properties = withoutComments(code).matchAll(new RegExp(`\\b${name}['"]?\\s*:\\s*(?:'([^'\\\\]*)'|"([^"\\\\]*)")`, 'g'));
  return [...properties].map(([, single, double]) => single ?? double);
}

/** The headers that the code assigns to by name, in lower case. */
export function assignedHeaders(code: string): string[] {
  const assignments = withoutComments(code).matchAll(/\bheaders\s*(?:\[\s*(?:'([^']+)'|"([^"]+)")\s*\]|\.([A-Za-z_$][\w$]*))(?:\s*\.\s*value)?\s*=(?![=>])/g);
  return [...assignments].map(([, single, double, bare]) => (single ?? double ?? bare).toLowerCase());
}
