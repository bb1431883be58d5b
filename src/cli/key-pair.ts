/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { rmSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { CreatedKeyPair, KeyPairDescription } from '../edge';
import { callControl, endpointUrl } from './control-client';
import { fileText } from './file-option';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface Endpoint {
  readonly endpoint: string;
}

/** The mode of a file that only its owner can read [PRV-077]. */
const OWNER_ONLY = 0o600;

/** `cloudfront-edge key-pair`: the CloudFront key pairs of trusted signers, at a running edge, and their private keys in other formats. */
export function keyPairCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const call = (act: (endpoint: string) => Promise<void>) => async ({ endpoint }: Endpoint) => exit(await attempt(() => act(endpoint), terminal));
  const group = new Command('key-pair').description('Makes, lists, deactivates and deletes the CloudFront key pairs of trusted signers, and converts private keys.');
  const at = (name: string, description: string) => group.command(name).description(description).requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl);

  at('list', 'Lists key pairs, and what should be done about them.').action(call((endpoint) => list(endpoint, terminal)));
  at('create', 'Makes a key pair, writes its private key to a file that only its owner can read, and prints its id.')
    .requiredOption('--private-key <file>', 'a file that is not there yet; the private key can be had once')
    .option('--account <number>', 'the account that signs', 'self')
    .action((options: Endpoint & { privateKey: string; account: string }) => call((endpoint) => create(endpoint, options, terminal))(options));
  for (const [name, active, description] of [
    ['deactivate', false, 'Sets a key pair inactive: what it has signed is refused.'], ['activate', true, 'Sets a key pair active again.'],
  ] as const) {
    at(name, description).argument('<id>').action((id: string, options: Endpoint) => call(async (endpoint) => {
      tell(await callControl<KeyPairDescription>(`${endpoint}/key-pairs/${id}`, { active }), terminal);
    })(options));
  }
  at('delete', 'Deletes a key pair.').argument('<id>').action((id: string, options: Endpoint) => call(async (endpoint) => {
    await callControl(`${endpoint}/key-pairs/${id}/deletion`, {});
    printLine(terminal, `${id}  deleted`);
  })(options));
  group.command('convert').description('Writes a private key in the format that .NET or Java reads.')
    .argument('<file>', 'the private key, in PEM', fileText)
    .addOption(new Option('--to <format>', 'dotnet-xml (RSAKeyValue) or java-der (PKCS #8)').choices(['dotnet-xml', 'java-der']).makeOptionMandatory())
    .requiredOption('--out <file>', 'a file that is not there yet')
    .action(async (pem: string, { to, out }: { to: 'dotnet-xml' | 'java-der'; out: string }) => {
      const { dotnetXml, javaDer } = require('../edge') as typeof import('../edge');
      const converted = { 'dotnet-xml': dotnetXml, 'java-der': javaDer }[to](pem);
      exit(await attempt(async () => writeSecret(out, converted), terminal));
    });
  return group;
}

async function list(endpoint: string, terminal: Terminal): Promise<void> {
  const { items } = await callControl<{ readonly items: readonly KeyPairDescription[] }>(`${endpoint}/key-pairs`);
  for (const description of items) tell(description, terminal);
}

async function create(endpoint: string, { privateKey: file, account }: { readonly privateKey: string; readonly account: string }, terminal: Terminal): Promise<void> {
  writeSecret(file, '');
  const { privateKey, ...description } = await callControl<CreatedKeyPair>(`${endpoint}/key-pairs`, { account }).catch((error: Error) => {
    rmSync(file);
    throw error;
  });
  writeFileSync(file, privateKey);
  tell(description, terminal);
}

function writeSecret(file: string, content: string | Buffer): void {
  writeFileSync(file, content, { mode: OWNER_ONLY, flag: 'wx' });
}

function tell({ id, account, status, createdTime, warnings }: KeyPairDescription, terminal: Terminal): void {
  printLine(terminal, [id, account, status, createdTime].filter((part) => part !== undefined).join('  '));
  for (const warning of warnings) printError(terminal, `warning: ${id}: ${warning}`);
}

async function attempt(act: () => Promise<void>, terminal: Terminal): Promise<ExitCode> {
  try {
    await act();
    return EXIT.DONE;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}
