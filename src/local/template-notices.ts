import { Application, Location, Treatment } from '../config';
import { isForPeople } from '../template';

/**
 * What a person should know of how the templates were read: a line for what is malformed, or not known and so ignored,
 * and one for each reason why settings have no effect on this machine. What has none at CloudFront either, such as a comment, goes without saying.
 */
export function templateNotices({ problems, treatment }: Application): string[] {
  const refused = treatment.filter(({ as }) => as === 'refused');
  const accepted = treatment.filter(({ as, because }) => as === 'accepted' && !isForPeople(because));
  return [
    ...problems.map(({ location, says, fix }) => `${place(location)}: ${says} ${fix}`),
    ...refused.map(({ location, because }) => `${place(location)} is ignored: ${because}`),
    ...[...grouped(accepted)].map(([because, places]) => `${listed(places)} ${places.length === 1 ? 'has' : 'have'} no effect here: ${because}`),
  ];
}

/** The places of settings by the reason why they have no effect. */
function grouped(accepted: readonly Treatment[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { location, because = '' } of accepted) places.set(because, [...places.get(because) ?? [], place(location)]);
  return places;
}

/** How many places a line names. */
const SHOWN = 3;

function listed(places: readonly string[]): string {
  const more = places.length - SHOWN;
  return `${places.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function place({ template, logicalId, path }: Location): string {
  return [logicalId === '' ? template : logicalId, path].filter((part) => part !== '').join(' ');
}
