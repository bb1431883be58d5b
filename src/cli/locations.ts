/* eslint-disable @typescript-eslint/no-require-imports -- what a command needs is loaded when it runs */
import { Command } from 'commander';
import { EXIT, ExitCode, printLine, Terminal } from './terminal';

/** `cloudfront-edge locations`: the edge locations that can be run here. */
export function locationsCommand(terminal: Terminal, exit: (code: ExitCode) => void): Command {
  return new Command('locations')
    .description('Lists the edge locations that serve can run: code, city, billing region, lowest price class, and the networks from which they ask origins. '
      + 'All of them are on this machine, so origins see its loopback addresses; the networks of CloudFront itself are in https://ip-ranges.amazonaws.com/ip-ranges.json.')
    .option('--json', 'print them as JSON', false)
    .action(({ json }: { json: boolean }) => {
      const { EDGE_LOCATIONS, priceClassOf } = require('../config') as typeof import('../config');
      const { SOURCE_RANGES } = require('../edge') as typeof import('../edge');
      const locations = EDGE_LOCATIONS.map(({ code, city, region: billingRegion }) => (
        { code, city, billingRegion, priceClass: priceClassOf(billingRegion), sourceRanges: SOURCE_RANGES }
      ));
      if (json) printLine(terminal, JSON.stringify(locations));
      else for (const { code, city, billingRegion, priceClass } of locations) printLine(terminal, [code, city.padEnd(16), billingRegion, priceClass, SOURCE_RANGES.join(' ')].join('  '));
      exit(EXIT.DONE);
    });
}
