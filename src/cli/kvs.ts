import { Command, InvalidArgumentError, Option } from 'commander';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface KvsOptions {
  readonly endpoint: string;
  readonly put: readonly (readonly [key: string, value: string])[];
  readonly delete: readonly string[];
  readonly get?: string;
}

interface StoreDescription {
  readonly name: string;
  readonly arn: string;
  readonly etag: string;
  readonly itemCount: number;
}

/** `cloudfront-edge kvs`: shows and changes the data of key value stores of a running edge. */
export function kvsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('kvs')
    .description('Lists the key value stores of a running edge, or the keys of one, and changes them; functions see a change at once.')
    .argument('[store]', 'the name, logical id or ARN of a store (default: lists the stores)')
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--put <key=value>', 'sets a key; may be repeated', addPair, [])
    .option('--delete <key>', 'removes a key; may be repeated', (key: string, earlier: readonly string[]) => [...earlier, key], [])
    .addOption(new Option('--get <key>', 'prints the value of a key').conflicts(['put', 'delete']))
    .action(async (store: string | undefined, options: KvsOptions) => exit(await kvs(store, options, terminal)));
}

async function kvs(store: string | undefined, options: KvsOptions, terminal: Terminal): Promise<ExitCode> {
  const changes = options.put.length + options.delete.length > 0;
  if (store === undefined && (changes || options.get !== undefined)) {
    printError(terminal, 'expected the store whose keys are meant');
    return EXIT.WRONG_USAGE;
  }
  try {
    if (store === undefined) await listStores(options, terminal);
    else if (changes) await change(store, options, terminal);
    else await show(store, options, terminal);
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

async function listStores({ endpoint }: KvsOptions, terminal: Terminal): Promise<void> {
  const { items } = await callControl<{ readonly items: readonly StoreDescription[] }>(`${endpoint}/key-value-stores`);
  for (const { name, arn, itemCount } of items) printLine(terminal, `${name}  ${keys(itemCount)}  ${arn}`);
}

async function change(store: string, { endpoint, put, delete: deleted }: KvsOptions, terminal: Terminal): Promise<void> {
  const url = `${endpoint}/key-value-stores/${encodeURIComponent(store)}`;
  const { etag: ifMatch } = await callControl<StoreDescription>(url);
  const update = { ifMatch, puts: put.map(([key, value]) => ({ key, value })), deletes: deleted.map((key) => ({ key })) };
  const { itemCount } = await callControl<StoreDescription>(`${url}/keys`, update);
  printLine(terminal, `${store} has ${keys(itemCount)} now`);
}

async function show(store: string, { endpoint, get }: KvsOptions, terminal: Terminal): Promise<void> {
  const url = `${endpoint}/key-value-stores/${encodeURIComponent(store)}/keys`;
  if (get !== undefined) return printLine(terminal, (await callControl<{ readonly value: string }>(`${url}/${encodeURIComponent(get)}`)).value);
  const { items } = await callControl<{ readonly items: readonly { readonly key: string; readonly value: string }[] }>(url);
  for (const { key, value } of items) printLine(terminal, `${key}=${value}`);
}

function addPair(text: string, earlier: KvsOptions['put']): KvsOptions['put'] {
  const equal = text.indexOf('=');
  if (equal < 1) throw new InvalidArgumentError('Expected KEY=VALUE.');
  return [...earlier, [text.slice(0, equal), text.slice(equal + 1)]];
}

function keys(count: number): string {
  return count === 1 ? '1 key' : `${count} keys`;
}
