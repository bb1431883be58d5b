import { Command, InvalidArgumentError } from 'commander';
import type { Diagnosis } from '../local';
import { callControl, endpointUrl } from './control-client';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface DoctorOptions {
  readonly endpoint: string;
  readonly accessKey?: string;
}

/** `cloudfront-edge doctor`: why a URL does not show its object. */
export function doctorCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('doctor')
    .description('Says what may keep a URL of a running edge from showing its object: its host, the deployment, DNS records, what CloudFront would refuse, permissions, the origin.')
    .argument('<url>', 'the URL as viewers have it, with the host that they use', absoluteUrl)
    .requiredOption('--endpoint <url>', 'the control URL that serve printed', endpointUrl)
    .option('--access-key <id>', 'whether who has this access key may use S3 too: one that serve --identity names')
    .action(async (url: string, options: DoctorOptions) => exit(await doctor(url, options, terminal)));
}

async function doctor(url: string, { endpoint, accessKey }: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  try {
    const { causes, hints, status } = await callControl<Diagnosis>(`${endpoint}/diagnosis?${new URLSearchParams({ url, ...accessKey && { accessKey } })}`);
    for (const line of [...causes, ...hints]) printLine(terminal, line);
    if (causes.length === 0) printLine(terminal, status === undefined ? 'nothing is wrong with it' : `nothing is wrong with it; it is answered with ${status}`);
    return causes.length === 0 ? EXIT.DONE : EXIT.FAILED;
  } catch (error) {
    printError(terminal, (error as Error).message);
    return EXIT.FAILED;
  }
}

function absoluteUrl(text: string): string {
  if (!/^(https?|rtmp(t|e|te)?):\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('Expected a URL such as http://www.example.com/image.jpg.');
  return text;
}
