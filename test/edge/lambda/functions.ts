import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { LambdaFunction } from '../../../src/config';

const directories: string[] = [];
// Outside of Jest, nobody calls.
(globalThis as { afterAll?: typeof afterAll }).afterAll?.(() => directories.forEach((directory) => rmSync(directory, { recursive: true })));

/** A directory with files, by path, for the time of a test file. */
export function directoryWith(files: { readonly [path: string]: string }): string {
  const directory = mkdtempSync(join(tmpdir(), 'lambda-code-'));
  directories.push(directory);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

/** A function of the application: its inline code, or its files. */
export function lambdaFunction(code: string | { readonly [path: string]: string }, settings: { readonly [property: string]: unknown } = {}): LambdaFunction {
  const { Runtime: runtime = 'nodejs22.x', Timeout: timeout, MemorySize: memorySize, Handler = 'index.handler' } = settings;
  return {
    location: { template: 'scenario', logicalId: 'TestFunction', path: '' },
    stated: { Handler, ...(typeof code === 'string' ? { Code: { ZipFile: code } } : {}), ...settings },
    arn: 'arn:aws:lambda:us-east-1:123456789012:function:TestFunction',
    runtime: runtime as string,
    timeout: timeout as number | undefined,
    memorySize: memorySize as number | undefined,
    codeSource: typeof code === 'string' ? undefined : directoryWith(code),
    trust: undefined,
    versions: [],
  };
}
