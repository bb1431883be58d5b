/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, InvalidArgumentError } from 'commander';
import type { Application } from '../config';
import type { DeployedOutputs, LiveEventStack, LocalParts, ReadyEvent, Volume } from '../local';
import { callControl, endpointUrl } from './control-client';
import { fileText } from './file-option';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface VerifyOptions {
  readonly outputs?: DeployedOutputs;
  readonly endpoint?: string;
  readonly server?: string;
  readonly published: boolean;
}

/** `cloudfront-edge live-event`: what is to be done for the live events of an application, and whether they run. */
export function liveEventCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  const group = new Command('live-event').description('Helps with the stack of a live event: what to do from before its deployment to its end, and whether its media server runs.');
  const of = (name: string, description: string) => group.command(name).description(description)
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates')
    .option('--outputs <file>', 'the outputs of the deployed stack, as cdk deploy --outputs-file writes them', deployedOutputs);
  of('steps', 'Lists what to do, beginning with the terms to accept at AWS Marketplace; the server is launched by the stack alone.')
    .action((path: string, { outputs }: { outputs?: DeployedOutputs }) => exit(steps(path, outputs, terminal)));
  of('verify', 'Asks the media server for its page: that of the deployed stack, or what stands for it here. Exits with 1 when it does not run.')
    .option('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--server <url>', 'with --endpoint: what stands for the media server, such as a live-origin', endpointUrl)
    .option('--published', 'the stream is to be there, too, in all formats, at the distribution', false)
    .action(async (path: string, options: VerifyOptions) => exit(await verify(path, options, terminal)));
  group.command('volume').description('Finds the volume that the deleted stack of a live event left behind, among those that aws ec2 describe-volumes printed.')
    .argument('<file>', 'what it printed, in JSON', volumesIn)
    .requiredOption('--created <time>', 'when the stack was created, such as 2026-11-30T20:28:33Z', timeOf)
    .action((volumes: readonly Volume[], { created }: { created: number }) => exit(volume(volumes, created, terminal)));
  return group;
}

function steps(path: string, outputs: DeployedOutputs | undefined, terminal: Terminal): ExitCode {
  const { liveEventSteps } = require('../local') as typeof import('../local');
  const { application, events } = liveEvents(path, outputs);
  if (events.length === 0) return noEvent(path, outputs, terminal);
  for (const event of events) {
    printLine(terminal, `${event.stackName}: ${event.server.name}${outputs === undefined ? ', with the names that it has on the local edge; --outputs has those of the deployed stack' : ''}`);
    for (const { when, lines } of liveEventSteps(event, application)) for (const line of [when, ...lines.map((each) => `  ${each}`)]) printLine(terminal, line);
  }
  return EXIT.DONE;
}

async function verify(path: string, { outputs, endpoint, server, published }: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  if ((outputs === undefined) === (endpoint === undefined) || (endpoint === undefined) !== (server === undefined)) {
    printError(terminal, 'expected either --outputs, or --endpoint and --server');
    return EXIT.WRONG_USAGE;
  }
  const { diagnosisLines, verifyLiveEvent } = require('../local') as typeof import('../local');
  const { events } = liveEvents(path, outputs);
  if (events.length === 0) return noEvent(path, outputs, terminal);
  const running = endpoint === undefined ? undefined : await callControl<ReadyEvent>(`${endpoint}/distributions`).catch((error: Error) => error);
  if (running instanceof Error) {
    printError(terminal, running.message);
    return EXIT.FAILED;
  }
  let exitCode: ExitCode = EXIT.DONE;
  for (const event of events) {
    const local = running && localParts(event, running, server!);
    if (running !== undefined && local === undefined) {
      printError(terminal, `the distribution ${event.distribution.id} does not run at ${endpoint}; serve the same templates`);
      return EXIT.FAILED;
    }
    const verified = await verifyLiveEvent(event, published, local);
    for (const { key, url, status, says } of verified) printLine(terminal, `${key}  ${url}  ${says ?? status}`);
    if (verified.every(({ isRight }) => isRight)) continue;
    exitCode = EXIT.FAILED;
    for (const line of ['see whether the image, the key pair and the parameters are right, then:', ...diagnosisLines(event)]) printLine(terminal, `  ${line}`);
  }
  return exitCode;
}

function volume(volumes: readonly Volume[], created: number, terminal: Terminal): ExitCode {
  const { leftoverVolume } = require('../local') as typeof import('../local');
  const found = leftoverVolume(volumes, created);
  if (found === undefined) {
    printError(terminal, 'no volume that is attached to nothing was created in the hour after the stack');
    return EXIT.FAILED;
  }
  printLine(terminal, `${found.VolumeId}  ${found.CreateTime}  delete it by: aws ec2 delete-volume --volume-id ${found.VolumeId}`);
  return EXIT.DONE;
}

function liveEvents(path: string, outputs: DeployedOutputs | undefined): { readonly application: Application; readonly events: readonly LiveEventStack[] } {
  const { liveEventStacks, readApplication } = require('../local') as typeof import('../local');
  const application = readApplication(path);
  return { application, events: liveEventStacks(application, outputs) };
}

function noEvent(path: string, outputs: DeployedOutputs | undefined, terminal: Terminal): ExitCode {
  const where = outputs === undefined ? '' : ` in --outputs, which has ${Object.keys(outputs).join(', ') || 'no stack'}`;
  printError(terminal, `${path} has no stack of a live event, which has the outputs that LiveEvent makes${where}`);
  return EXIT.FAILED;
}

function localParts({ distribution: { id } }: LiveEventStack, { distributions }: ReadyEvent, server: string): LocalParts | undefined {
  const http = distributions.find((each) => each.id === id)?.http;
  return typeof http === 'string' ? { server, distribution: http } : undefined;
}

function deployedOutputs(file: string): DeployedOutputs {
  const outputs = jsonIn(file);
  if (!isMap(outputs) || !Object.values(outputs).every(isMap)) {
    throw new InvalidArgumentError(`${file} does not have the outputs of stacks by their names.`);
  }
  return outputs as DeployedOutputs;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function volumesIn(file: string): readonly Volume[] {
  const { Volumes: volumes } = (jsonIn(file) ?? {}) as { readonly Volumes?: unknown };
  if (!Array.isArray(volumes)) throw new InvalidArgumentError(`${file} has no list of Volumes.`);
  return volumes;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(fileText(file));
  } catch (error) {
    throw error instanceof InvalidArgumentError ? error : new InvalidArgumentError(`${file} is not JSON: ${(error as Error).message}.`);
  }
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Expected a time such as 2026-11-30T20:28:33Z.');
  return time;
}
