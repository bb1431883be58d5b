/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError } from 'commander';
import type { LocalEdge, ReadyEvent } from '../local';
import { countryCode } from './country';
import { addEdgeLocation } from './edge-location';
import { addIdentity, IdentityOption } from './identity-option';
import { KeyPairOption, withKeyPairOption } from './key-pair-option';
import { LocatorOption, withLocatorOption } from './locator-option';
import { OriginOptions, originSources, withOriginOptions } from './origin-options';
import { portNumber } from './port-number';
import { EXIT, ExitCode, interruption, printError, printLine, Terminal } from './terminal';
import { addTrustStore } from './trust-store-option';

interface ServeOptions extends OriginOptions, LocatorOption, KeyPairOption {
  readonly host: string;
  readonly port: number;
  readonly httpsPort: number;
  readonly rtmpPort: number;
  readonly rtmptPort: number;
  readonly checkUnpause: boolean;
  readonly from?: string;
  readonly countryHeader?: string;
  readonly edgeLocation?: readonly string[];
  readonly deploymentTime: number;
  readonly invalidationTime: number;
  readonly controlDelay: number;
  readonly permissionDelay: number;
  readonly logDelay: number;
  readonly keyDelay: number;
  readonly ocspResponder?: string;
  readonly trail?: string;
  readonly identity: IdentityOption;
  readonly strictTls: boolean;
  readonly trustStore: { readonly [name: string]: string };
  readonly json: boolean;
}

/** `cloudfront-edge serve`: runs the distributions of a template until it is interrupted. */
export function serveCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const command = new Command('serve')
    .description('Runs the distributions of a template on this machine, and runs them anew when the template changes.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates');
  return withKeyPairOption(withLocatorOption(withOriginOptions(command)))
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--port <number>', 'the port for HTTP; 0 picks a free one', portNumber, 0)
    .option('--https-port <number>', 'the port for HTTPS; 0 picks a free one', portNumber, 0)
    .option('--rtmp-port <number>', 'the port for RTMP that stands for CloudFront\'s 1935; 0 picks a free one', portNumber, 0)
    .option('--rtmpt-port <number>', 'the port for RTMP that stands for CloudFront\'s 80; 0 picks a free one', portNumber, 0)
    .option('--from <country>', 'the country of all viewers', countryCode)
    .option('--country-header <name>', 'a request header by which viewers may say their country')
    .option('--edge-location <name>', 'an edge location, such as FRA56-P6, with its own cache; viewers get the nearest (repeatable)', addEdgeLocation)
    .option('--deployment-time <seconds>', 'how long a changed template takes to reach all edge locations', seconds, 0)
    .option('--invalidation-time <seconds>', 'how long an invalidation is in progress', seconds, 0)
    .option('--control-delay <seconds>', 'how long CloudFront\'s API, on the control URL, still tells what was before a change', seconds, 0)
    .option('--permission-delay <seconds>', 'how long a bucket still goes by its old policy after a change', seconds, 0)
    .option('--ocsp-responder <url>', 'who tells whether certificates of the IAM store are revoked, to staple it to handshakes (without it, one on this machine that a certificate names)', responderUrl)
    .option('--key-delay <seconds>', 'how long CloudFront is not aware of a key pair that was made or set inactive', seconds, 0)
    .option('--trust-store <name=file>', 'the certificates, in PEM, of a trust store, by its id, logical id or name (repeatable; without it what the stack deploys counts)', addTrustStore, {})
    .option('--log-delay <seconds>', 'how long after its first entry a log file is delivered', seconds, 300)
    .option('--strict-tls', 'drop viewers without SNI, as browsers are at an IP address, where CloudFront does: a certificate for sni-only', false)
    .option('--check-unpause', 'check the signature of a stream of RTMP anew when a player goes on after a pause', false)
    .option('--trail <directory>', 'where log files of CloudTrail are kept that record the calls of CloudFront\'s API')
    .option('--identity <key=arn>', 'whose an access key is, such as AKIAIOSFODNN7EXAMPLE=arn:aws:iam::111122223333:user/smithj (repeatable; others are the root\'s)', addIdentity, new Map())
    .option('--json', 'print one line of JSON when it is ready', false)
    .action(async (path: string, options: ServeOptions) => exit(await serve(path, options, terminal)));
}

/** Milliseconds that requests have to end when the command is interrupted, so that it has ended itself after 5 s. */
const GRACE = 4_500;

async function serve(path: string, options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const { LocalEdge, TemplateWatcher } = require('../local') as typeof import('../local');
  const interrupted = interruption(terminal);
  const edge = await LocalEdge.start({
    path,
    origins: originSources(options),
    originTrust: options.originCa,
    originCertificates: options.originCertificate,
    host: options.host,
    port: options.port,
    httpsPort: options.httpsPort,
    rtmpPort: options.rtmpPort,
    rtmptPort: options.rtmptPort,
    checksUnpause: options.checkUnpause,
    country: options.from,
    locator: options.countries,
    keyPairs: options.keyPair,
    countryHeader: options.countryHeader,
    edgeLocations: options.edgeLocation,
    deploymentTime: options.deploymentTime,
    invalidationTime: options.invalidationTime,
    controlDelay: options.controlDelay,
    permissionDelay: options.permissionDelay,
    logs: { delay: options.logDelay * 1000 },
    keyDelay: options.keyDelay,
    ocspResponder: options.ocspResponder,
    trail: { directory: options.trail, identities: options.identity },
    strictTls: options.strictTls,
    trustStores: options.trustStore,
    onNotice: (line) => printError(terminal, line),
  });
  printLine(terminal, options.json ? JSON.stringify(edge.ready) : readyText(edge.ready));
  if (edge.ready.distributions.length === 0) printError(terminal, `there is no distribution in ${path} yet`);
  const watcher = new TemplateWatcher(path, () => void reload(edge, terminal));
  await interrupted;
  watcher.close();
  await edge.close(GRACE);
  return EXIT.DONE;
}

async function reload(edge: LocalEdge, terminal: Terminal): Promise<void> {
  try {
    await edge.reload();
    printError(terminal, 'the template has changed; its distributions run as they are now');
  } catch (error) {
    printError(terminal, `the template has changed, but the distributions run as before: ${(error as Error).message}`);
  }
}

/** Outputs that the CDK makes for references between stacks, and not the user. */
const MADE_BY_CDK = /(^|\.)ExportsOutput/;

function readyText({ distributions, outputs, control }: ReadyEvent): string {
  return [
    ...distributions.flatMap(({ logicalId, stack, id, domainName, aliases, http, https, rtmp, rtmpt }) => [
      `${logicalId}${stack === undefined ? '' : ` of ${stack}`} (${id}) ${[domainName, ...aliases].join(', ')}`,
      http === null ? `  ${rtmp}  ${rtmpt}` : `  ${http}  ${https}`,
    ]),
    ...Object.entries(outputs).filter(([name]) => !MADE_BY_CDK.test(name)).map(([name, value]) => `output ${name} = ${value}`),
    `control ${control}`,
  ].join('\n');
}

function responderUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('Expected a URL that begins with http:// or https://.');
  return text;
}

function seconds(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('Expected a number of seconds.');
  return Number(text);
}
