import { UNKNOWN, WebDistribution } from '../../src/config';

/** What the listeners need to know of a distribution. */
export function distribution(logicalId: string, domainName: string, ...aliases: string[]): WebDistribution {
  return { location: { template: 'Stack', logicalId, path: '' }, id: `E${logicalId.toUpperCase()}`, domainName, aliases, httpVersion: UNKNOWN } as unknown as WebDistribution;
}
