import { Script } from 'vm';
import { notInFirstRuntime } from '../../config';
import { Program } from './worker/worker-main';

/** What is wrong with code, and where. */
export interface FunctionError {
  readonly message: string;
  /** The line of the code, from 1, where that is known. */
  readonly line?: number;
}

const PREFIX = '(require) => () => { "use strict"; ';
const STRICT = '"use strict"; ';

/** By this alone a program could reach modules of the process. */
const DYNAMIC_IMPORT = /(?<![\w$])import\s*(?:\/[*/]|[(.])/;

const DEFAULT_IMPORT = /^[ \t]*import\s+([\w$]+)\s+from\s*(['"])([^'"]*)\2[ \t]*;?/gm;

/**
 * Makes a program of the code of a function, or says why it cannot run.
 *
 * @param handler the name of what the code has to define
 */
export function compileFunction(name: string, code: string, runtime: string, handler: string): Program | FunctionError {
  const unknown = runtime === 'cloudfront-js-1.0' ? notInFirstRuntime(code) : [];
  if (unknown.length > 0) return { message: `SyntaxError: ${runtime} does not know ${unknown.join(', ')}` };
  const dynamic = DYNAMIC_IMPORT.exec(code);
  if (dynamic !== null) return { message: 'SyntaxError: import() and import.meta are not supported, not even in a comment', line: code.slice(0, dynamic.index).split('\n').length };
  const body = code.replace(DEFAULT_IMPORT, (_statement, binding: string, _quote, module: string) => `const ${binding} = require('${module}');`);
  const filename = fileName(name);
  try {
    // Alone first, so that no code ends the function that it is put into.
    new Script(`${STRICT}${body}`, { filename, columnOffset: -STRICT.length });
  } catch (error) {
    const { message, stack = '' } = error as Error;
    return { message: `SyntaxError: ${message}`, line: lineIn(stack, name) };
  }
  return { source: `${PREFIX}${body}\n; return typeof ${handler} === 'function' ? ${handler} : '${handler}'; }`, filename, columnOffset: -PREFIX.length, runtime };
}

export function isProgram(compiled: Program | FunctionError): compiled is Program {
  return 'source' in compiled;
}

/** The line of the code that a stack names first. */
export function lineIn(stack: string, name: string): number | undefined {
  const filename = fileName(name);
  const at = stack.indexOf(`${filename}:`);
  return at < 0 ? undefined : Number.parseInt(stack.slice(at + filename.length + 1), 10);
}

function fileName(name: string): string {
  return `function/${name}.js`;
}
