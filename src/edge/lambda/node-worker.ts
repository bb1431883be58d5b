import type { InvocationContext, SandboxMessage } from './sandbox';

/** What a thread says to the edge. */
export type WorkerMessage = SandboxMessage | { readonly kind: 'exits'; readonly code: number };

/** What a thread is told. */
export interface WorkerData {
  readonly directory: string;
  readonly handler: string;
  readonly mostLines: number;
  readonly mostCharacters: number;
  readonly mostResultBytes: number;
}

/**
 * What runs in the thread of a function for Node.js. It gets there as text, so it refers to nothing outside of itself.
 *
 * @param load imports a module by its URL
 */
export function nodeWorker(load: (url: string) => Promise<any>): void {
  const { existsSync } = process.getBuiltinModule('node:fs');
  const { basename, dirname, join } = process.getBuiltinModule('node:path');
  const { pathToFileURL } = process.getBuiltinModule('node:url');
  const { format } = process.getBuiltinModule('node:util');
  const threads = process.getBuiltinModule('node:worker_threads');
  const port = threads.parentPort!;
  const { directory, handler, mostLines, mostCharacters, mostResultBytes } = threads.workerData as WorkerData;
  const say = (message: WorkerMessage) => port.postMessage(message);
  let lines = 0;
  const write = (text: string, level?: string) => {
    if (++lines <= mostLines) say({ kind: 'line', level, text: text.slice(0, mostCharacters) });
    else if (lines === mostLines + 1) say({ kind: 'line', text: '(further lines are left out)' });
  };

  for (const level of ['debug', 'error', 'info', 'trace', 'warn'] as const) console[level] = (...items: unknown[]) => write(format(...items), level.toUpperCase());
  console.log = console.info;
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: unknown) => {
      write(String(chunk).replace(/\n$/, ''));
      return true;
    };
  }
  process.cwd = () => directory;
  const exit = process.exit;
  process.exit = ((code = process.exitCode ?? 0) => {
    say({ kind: 'exits', code: Number(code) });
    exit(code);
  }) as typeof process.exit;

  const failed = (error: unknown, name?: string): WorkerMessage => {
    const { name: own = 'Error', message = String(error), stack } = (error ?? {}) as Partial<Error>;
    return { kind: 'failed', error: name ?? own, message, stack: stack?.split('\n').slice(1, 4).map((line) => line.trim().replace(directory, '')) };
  };

  async function findHandler(): Promise<((...args: unknown[]) => unknown) | WorkerMessage> {
    const [module, ...names] = basename(handler).split('.');
    const path = join(directory, dirname(handler), module);
    const file = ['.js', '.mjs', '.cjs'].map((extension) => `${path}${extension}`).find((candidate) => existsSync(candidate));
    if (file === undefined) return failed(new Error(`the code has no module ${join(dirname(handler), module)}.js, .mjs or .cjs, which the Handler ${handler} names`), 'Runtime.ImportModuleError');
    let exported;
    try {
      exported = await load(pathToFileURL(file).href);
    } catch (error) {
      const { code } = error as { code?: string };
      const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
      return failed(error, isMissing ? 'Runtime.ImportModuleError' : error instanceof SyntaxError ? 'Runtime.UserCodeSyntaxError' : undefined);
    }
    const within = (from: any) => names.reduce((value, name) => value?.[name], from);
    const found = within(exported) ?? within(exported.default);
    return typeof found === 'function' ? found : failed(new Error(`${basename(file)} exports no function ${names.join('.')}, which the Handler ${handler} names`), 'Runtime.HandlerNotFound');
  }

  const handlerFound = findHandler();

  function call(run: (...args: unknown[]) => unknown, event: unknown, { timeout, ...told }: InvocationContext): Promise<unknown> {
    const deadline = Date.now() + timeout;
    say({ kind: 'begins' });
    return new Promise((resolve, reject) => {
      const callback = (error: unknown, result?: unknown) => (error === null || error === undefined ? resolve(result) : reject(error));
      const context = {
        ...told,
        callbackWaitsForEmptyEventLoop: true,
        getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
        done: callback,
        succeed: resolve,
        fail: reject,
      };
      const returned = run(event, context, callback) as PromiseLike<unknown> | undefined;
      if (typeof returned?.then === 'function') returned.then(resolve, reject);
    });
  }

  port.on('message', ({ event, context }: { event: unknown; context: InvocationContext }) => {
    lines = 0;
    // Without anything left to wait for the thread ends, and with it a function that has forgotten to answer.
    port.unref();
    void handlerFound.then(async (run) => {
      if (typeof run !== 'function') return say(run);
      const json = JSON.stringify(await call(run, event, context)) as string | undefined;
      if (json !== undefined && json.length > mostResultBytes) throw Object.assign(new Error(`the result has ${json.length} characters; Lambda takes ${mostResultBytes} bytes`), { name: 'Function.ResponseSizeTooLarge' });
      say({ kind: 'returned', json });
    }).catch((error) => say(failed(error))).finally(() => port.ref());
  });
}
