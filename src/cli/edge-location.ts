import { InvalidArgumentError } from 'commander';
import { EDGE_LOCATIONS } from '../config';

/** Reads the name of an edge location and adds it to those before it. */
export function addEdgeLocation(name: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^[A-Z]{3}\d+(-[A-Z]\d+)?$/.test(name)) throw new InvalidArgumentError('Expected a name such as FRA56-P6.');
  if (!EDGE_LOCATIONS.some(({ code }) => name.startsWith(code))) {
    throw new InvalidArgumentError(`CloudFront has no edge location ${name.slice(0, 3)}; there are ${EDGE_LOCATIONS.map(({ code }) => code).join(', ')}.`);
  }
  if (earlier.includes(name)) throw new InvalidArgumentError('It is named twice.');
  return [...earlier, name];
}
