import { Script } from 'vm';

/** Reading the code of CloudFront Functions without running it. */

/** Comments, and texts with what is between their quotes. A regular expression is told from a division by what stands before it. */
const COMMENT_OR_TEXT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|((?:^|[=(,:;!&|?{}[\n]|\breturn)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/g;

/** The code without comments. */
export function withoutComments(code: string): string {
  return code.replace(COMMENT_OR_TEXT, (found) => (/^\/[/*]/.test(found) ? ' ' : found));
}

/** The code without comments, and with every text and regular expression empty: what is left are words and signs. */
export function withoutTexts(code: string): string {
  return code.replace(COMMENT_OR_TEXT, (found, before?: string) => (before !== undefined ? `${before}''` : /^\/[/*]/.test(found) ? ' ' : '\'\''));
}

const IMPORT = /^[ \t]*import\b[^;'"]*(?:'[^']*'|"[^"]*");?/gm;

/** The names of the modules that the code imports. */
export function importsOf(code: string): string[] {
  return (withoutComments(code).match(IMPORT) ?? []).map((line) => /['"]([^'"]*)['"]/.exec(line)![1]);
}

/** Why the code is no JavaScript, if so. An `await` outside of an async function is such a reason. */
export function syntaxErrorOf(code: string): string | undefined {
  try {
    new Script(withoutComments(code).replace(IMPORT, ''));
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
