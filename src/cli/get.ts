/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { isUtf8 } from 'node:buffer';
import { Command, InvalidArgumentError } from 'commander';
import type { EdgeResponse } from '../testing';
import { countryCode } from './country';
import { KeyPairOption, withKeyPairOption } from './key-pair-option';
import { OriginOptions, originSources, withOriginOptions } from './origin-options';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface GetOptions extends OriginOptions, KeyPairOption {
  readonly request: string;
  readonly header: readonly [string, string][];
  readonly from?: string;
  readonly explain: boolean;
  readonly json: boolean;
}

/** `cloudfront-edge get`: one request to the distributions of a template, with an empty cache. */
export function getCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const command = new Command('get')
    .description('Makes one request to the distributions of a template and prints the body. Exits with 1 when the status is 400 or more.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates')
    .argument('<url>', 'the URL, or a path when there is only one distribution');
  return withKeyPairOption(withOriginOptions(command))
    .option('-X, --request <method>', 'the method', 'GET')
    .option('-H, --header <header>', 'a request header, such as "Accept-Language: de" (repeatable)', addHeader, [])
    .option('--from <country>', 'the country of the viewer', countryCode)
    .option('--explain', 'print, in place of the body, what was decided at each stage, and why', false)
    .option('--json', 'print the response with its explanation as JSON', false)
    .action(async (path: string, url: string, options: GetOptions) => exit(await get(path, url, options, terminal)));
}

async function get(path: string, url: string, options: GetOptions, terminal: Terminal): Promise<ExitCode> {
  const { Edge, originClients, reasonOfError, SystemClock } = require('../edge') as typeof import('../edge');
  const { readApplication } = require('../local') as typeof import('../local');
  const { defaultHost, EdgeResponse: Response, requestOf } = require('../testing') as typeof import('../testing');

  const origins = originSources(options);
  const application = readApplication(path, origins);
  const clients = originClients(origins, () => application, { trust: options.originCa, clientCertificates: options.originCertificate });
  const edge = new Edge({ application, clock: new SystemClock(), keyPairs: options.keyPair, origins: clients });
  const request = requestOf(options.request, url, { headers: options.header, from: options.from }, () => defaultHost(application));
  const response = await Response.receive(await edge.handle(request));

  write(response, options, terminal);
  if (response.status >= 400 && !options.json && !options.explain) printError(terminal, `${response.status}: ${reasonOfError(response.record)} (--explain tells all)`);
  if (!response.complete) printError(terminal, 'the origin broke off before the end of the body');
  return response.status >= 400 || !response.complete ? EXIT.FAILED : EXIT.DONE;
}

function write(response: EdgeResponse, { json, explain }: GetOptions, terminal: Terminal): void {
  if (json) printLine(terminal, JSON.stringify(responseJson(response)));
  else if (explain) printLine(terminal, response.explanation);
  else terminal.output.write(response.receivedBody);
}

/** The body is text where it can be; other bytes are in `bodyBase64`. */
function responseJson({ status, rawHeaders, receivedBody, resultType, record, decisions, originRequests, explanation }: EdgeResponse): object {
  const { distribution, pathPattern, edgeLocation, requestId } = record;
  const bytes = Buffer.from(receivedBody);
  return {
    status,
    headers: headersByName(rawHeaders),
    ...(isUtf8(bytes) ? { body: bytes.toString() } : { bodyBase64: bytes.toString('base64') }),
    resultType,
    distribution,
    pathPattern,
    edgeLocation,
    requestId,
    decisions,
    originRequests,
    explanation: explanation.split('\n'),
  };
}

/** Header values by name in lower case; a list where the name occurs several times. */
function headersByName(headers: readonly string[]): { [name: string]: string | string[] } {
  const { valuesByName } = require('../edge') as typeof import('../edge');
  return Object.fromEntries([...valuesByName(headers)].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

function addHeader(text: string, earlier: readonly [string, string][]): [string, string][] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('Expected NAME: VALUE.');
  return [...earlier, [name, value]];
}
