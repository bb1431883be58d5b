import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'fs';
import { cp, mkdir, symlink, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { runInThisContext } from 'vm';
import { archivedFiles, UnreadableArchive } from './zip-archive';
import { inlineCode, isKnown, LambdaFunction } from '../../config';

/** Packages that Lambda's own runtimes for Node.js have beside the function. */
const PROVIDED_PACKAGES: readonly string[] = ['@aws-sdk', '@smithy'];

/** Code that cannot be run. The message says why, and what to do. */
export class UnusableCode extends Error {
  public readonly name = 'UnusableCode';
}

const LEFT_AT_EXIT = Symbol.for('cdk-cloudfront-edge directories');

/**
 * Directories that are there until the process ends, if nobody removes them earlier. There is one set of a process:
 * test runners load modules anew for each file, with a process object of their own that does not tell of its end.
 */
function directories(): Set<string> {
  const shared = runInThisContext('process') as NodeJS.Process & { [LEFT_AT_EXIT]?: Set<string> };
  const known = shared[LEFT_AT_EXIT] ?? new Set();
  if (shared[LEFT_AT_EXIT] === undefined) shared.once('exit', () => known.forEach(removed));
  return (shared[LEFT_AT_EXIT] = known);
}

/**
 * The code of a function in a directory of its own, as Lambda has it: nothing of the project around the code is found there,
 * neither packages that were not bundled nor settings of a package.json.
 */
export class CodeDirectory {
  /** @throws UnusableCode */
  public static async of(lambda: LambdaFunction): Promise<CodeDirectory> {
    let directory: CodeDirectory | undefined;
    try {
      const root = mkdtempSync(join(tmpdir(), 'cloudfront-edge-lambda-'));
      directory = new CodeDirectory(root);
      directories().add(root);
      await mkdir(directory.path);
      await place(lambda, directory.path);
      await provideSdk(root);
      return directory;
    } catch (error) {
      directory?.remove();
      if (error instanceof UnreadableArchive) throw new UnusableCode(`the zip file ${lambda.codeSource} cannot be read: ${error.message}; bundle the code again`);
      // What the operating system, or node for it, says of the files.
      const { code, message } = error as NodeJS.ErrnoException;
      throw code === undefined ? error : new UnusableCode(`the code at ${lambda.codeSource} cannot be copied: ${message}`);
    }
  }

  private constructor(private readonly root: string) {}

  /** Where the code is. */
  public get path(): string {
    return join(this.root, 'task');
  }

  public remove(): void {
    directories().delete(this.root);
    removed(this.root);
  }
}

function removed(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

async function place(lambda: LambdaFunction, directory: string): Promise<void> {
  const { codeSource, runtime } = lambda;
  const inline = inlineCode(lambda);
  if (inline !== undefined) return writeFile(join(directory, isKnown(runtime) && runtime.startsWith('python') ? 'index.py' : 'index.js'), inline);
  if (codeSource === undefined || !existsSync(codeSource)) throw new UnusableCode(`the code at ${codeSource} is not there; synthesise the app again`);
  if (statSync(codeSource).isDirectory()) return cp(codeSource, directory, { recursive: true });
  for (const { path, content } of archivedFiles(readFileSync(codeSource))) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
}

/** Lets the code find the packages that Lambda provides, where the project has them. */
async function provideSdk(root: string): Promise<void> {
  for (const name of PROVIDED_PACKAGES) {
    const found = above(process.cwd()).map((directory) => join(directory, 'node_modules', name)).find((path) => existsSync(path));
    if (found === undefined) continue;
    await mkdir(join(root, 'node_modules'), { recursive: true });
    await symlink(found, join(root, 'node_modules', name), 'junction');
  }
}

function above(directory: string): string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...above(parent)];
}
