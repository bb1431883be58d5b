import { Application, Location } from '../config';

/**
 * What a person should know of how the templates were read: what is malformed, what is not known and so ignored,
 * and which settings have no effect on this machine. A line each.
 */
export function templateNotices({ problems, treatment }: Application): string[] {
  const refused = treatment.filter(({ as }) => as === 'refused');
  const accepted = treatment.filter(({ as }) => as === 'accepted');
  return [
    ...problems.map(({ location, says, fix }) => `${place(location)}: ${says} ${fix}`),
    ...refused.map(({ location, because }) => `${place(location)} is ignored: ${because}`),
    ...accepted.map(({ location, because }) => `${place(location)} has no effect here: ${because}`),
  ];
}

function place({ template, logicalId, path }: Location): string {
  return [logicalId === '' ? template : logicalId, path].filter((part) => part !== '').join(' ');
}
