/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command, Option } from 'commander';
import type { Edition } from '../config';
import { EXIT, ExitCode, printError, printLine, Terminal } from './terminal';

interface UrlsOptions {
  readonly edition: Edition;
  readonly acceptEncoding?: string;
}

/** `cloudfront-edge urls`: where an object is reached. */
export function urlsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('urls')
    .description('Prints the URLs of an object: the one to publish, for each distribution, and the one of its bucket, by which to check whether it is public.')
    .argument('<path>', 'a cloud assembly directory, a template file, or a directory of templates')
    .argument('<object>', 'the name of the object, such as images/image.jpg')
    .option('--accept-encoding <value>', 'what the viewer accepts: with gzip, the URL of the object\'s compressed form, whose name ends with .gz')
    .addOption(new Option('--edition <edition>', 'the edition of CloudFront\'s guide').choices(['current', '2014-10-21']).default('current'))
    .action((path: string, object: string, { edition, acceptEncoding }: UrlsOptions) => {
      const { objectUrls, readApplication } = require('../local') as typeof import('../local');
      const urls = objectUrls(readApplication(path), object, edition, acceptEncoding);
      if (urls.length === 0) printError(terminal, `there is no distribution in ${path}`);
      for (const { distribution, published, check } of urls) {
        printLine(terminal, `${distribution}  ${published}`);
        if (check !== undefined) printLine(terminal, `  is it public? ${check}`);
      }
      exit(urls.length === 0 ? EXIT.FAILED : EXIT.DONE);
    });
}
