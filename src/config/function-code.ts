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

/** An import statement. */
export const IMPORT_STATEMENT = /^[ \t]*import\b[^;'"]*(?:'[^']*'|"[^"]*");?/gm;

/** The names of the modules that the code imports. */
export function importsOf(code: string): string[] {
  return (withoutComments(code).match(IMPORT_STATEMENT) ?? []).map((line) => /['"]([^'"]*)['"]/.exec(line)![1]);
}

/** What runtime 1.0 does not know, in the code without texts [FUN-074]. */
const NOT_IN_FIRST_RUNTIME: readonly (readonly [RegExp, string])[] = [
  [/(?<![.\w$])const\s+[\w$[{]/, 'const'],
  [/(?<![.\w$])let\s+[\w$[{]/, 'let'],
  [/(?<![.\w$])async\s+(function\b|\(|[\w$]+\s*=>)/, 'async'],
  [/(?<![.\w$])await\s+[\w$(]/, 'await'],
  [/^[ \t]*import\s/m, 'import'],
];

/** The words of the code that are no syntax of runtime 1.0. */
export function notInFirstRuntime(code: string): string[] {
  const words = withoutTexts(code);
  return NOT_IN_FIRST_RUNTIME.filter(([pattern]) => pattern.test(words)).map(([, word]) => word);
}
