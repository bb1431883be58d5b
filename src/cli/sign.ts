/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AccessPolicy, HashAlgorithm, Signer } from '../edge';
import { fileText } from './file-option';
import { KeyPairOption, withKeyPairOption } from './key-pair-option';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';
import { timeIn } from './time-option';

interface SignOptions extends KeyPairOption {
  readonly keyPairId: string;
  readonly privateKey: string;
  readonly hashAlgorithm: HashAlgorithm;
  readonly expires?: number;
  readonly starts?: number;
  readonly ip?: string;
  readonly resource?: string;
  readonly policy?: AccessPolicy;
  readonly policyTemplate?: string;
  readonly cookies: boolean;
  readonly stream: boolean;
  readonly flash: boolean;
}

/** `cloudfront-edge sign`: a signed URL, signed cookies, or the signed name of a stream. */
export function signCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const time = (text: string) => timeIn(text, Date.now());
  return withKeyPairOption(new Command('sign'))
    .description('Signs a URL: with a canned policy, or with a custom one where more than the end is said.')
    .argument('<url>', 'the URL as viewers use it, with parameters of its own; with --stream the name of a stream')
    .requiredOption('--key-pair-id <id>', 'the id of the public key in CloudFront, such as K2JCJMDEHXQW5F')
    .requiredOption('--private-key <file>', 'the private key, in PEM', fileText)
    .addOption(new Option('--hash-algorithm <name>', 'what is signed').choices(['SHA1', 'SHA256']).default('SHA1'))
    .option('--expires <time>', 'when access ends: seconds since 1970, a date, or "30 minutes" from now', time)
    .option('--starts <time>', 'when access begins', time)
    .option('--ip <range>', 'the only viewers who have access: an IPv4 address, or a range such as 192.0.2.0/24')
    .option('--resource <pattern>', 'the URLs that the signature is good for, such as "https://d111111abcdef8.cloudfront.net/film/*"')
    .addOption(new Option('--policy <file>', 'a custom policy, in place of these options').argParser(policyIn).conflicts(['expires', 'starts', 'ip', 'resource']))
    .addOption(new Option('--policy-template <file>', 'a custom policy with RESOURCE, START_TIME, END_TIME or EXPIRES, and IP_ADDRESS in the places of what these options say').argParser(fileText).conflicts('policy'))
    .option('--cookies', 'print the cookies that do the same, a line each', false)
    .addOption(new Option('--stream', 'sign the name of a stream of an RTMP distribution').default(false).conflicts('cookies'))
    .addOption(new Option('--flash', 'encode the name of the stream as some versions of Flash Player want it').default(false).implies({ stream: true }))
    .action((url: string, options: SignOptions) => exit(sign(url, options, terminal)));
}

function sign(url: string, options: SignOptions, terminal: Terminal): ExitCode {
  const { forFlash, requireOwnKey, signedCookies, signedStreamName, signedUrl } = require('../edge') as typeof import('../edge');
  const policy = options.policy === undefined ? policyOf(url, options) : { resource: '*', ...options.policy };
  if (policy === undefined) {
    printError(terminal, 'expected --expires, or --policy with a file: nobody gets access for ever');
    return EXIT.WRONG_USAGE;
  }
  if (policy.dateLessThan <= Date.now() / 1000) {
    printError(terminal, `the access would have ended at ${new Date(policy.dateLessThan * 1000).toISOString()}, which is past`);
    return EXIT.WRONG_USAGE;
  }
  if (policy.resource === '*') printError(terminal, 'warning: this opens every object whose behavior trusts the key, of every distribution');
  const signer: Signer = options;
  requireOwnKey(signer, options.keyPair);
  if (options.cookies) {
    for (const [name, value] of Object.entries(signedCookies(url, policy, signer))) printLine(terminal, `${name}=${value}`);
  } else if (options.stream) {
    const name = signedStreamName(url, policy, signer);
    printLine(terminal, options.flash ? forFlash(name) : name);
  } else {
    printLine(terminal, signedUrl(url, policy, signer));
  }
  return EXIT.DONE;
}

function policyOf(url: string, { expires, starts, ip, resource, policyTemplate }: SignOptions): AccessPolicy | undefined {
  if (expires === undefined) return undefined;
  const values = { dateLessThan: expires, dateGreaterThan: starts, ipAddress: ip, resource };
  if (policyTemplate === undefined) return values;
  const { filledPolicy } = require('../edge') as typeof import('../edge');
  return filledPolicy(policyTemplate, { ...values, resource: resource ?? url });
}

function policyIn(file: string): AccessPolicy {
  const { readPolicy } = require('../edge') as typeof import('../edge');
  try {
    return readPolicy(fileText(file));
  } catch (error) {
    throw new InvalidArgumentError(`${file}: ${(error as Error).message}.`);
  }
}
