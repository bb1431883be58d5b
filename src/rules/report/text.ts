import { Finding } from '../finding';
import { fixOf } from '../wording';
import { belowWorkingDirectory, Place, Places } from './place';
import { summaryOf } from './summary';

const COLUMNS = 80;
const INDENT = ' '.repeat(11);

/** The report for people: under each construct, or resource of a template, what is wrong, where, got, allowed, fix. */
export function textReport(findings: readonly Finding[]): string {
  const { errors, warnings, infos } = summaryOf(findings);
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), ...(infos > 0 ? [counted(infos, 'info')] : [])];
  const places = new Places();
  const groups = [...bySubject(findings)].map(([subject, own]) => group(subject, own, places));
  return [...groups, `${counts.join(', ')}\n`].join('\n');
}

function bySubject(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const subject = subjectOf(finding);
    groups.set(subject, [...groups.get(subject) ?? [], finding]);
  }
  return groups;
}

function subjectOf({ construct, location: { template, logicalId } }: Finding): string {
  return construct ?? [template, logicalId].filter((part) => part !== '').join('/');
}

function group(subject: string, findings: readonly Finding[], places: Places): string {
  return [[subject, ...shown(places.inProgram(findings[0]))].join('  '), ...findings.map((finding) => textFinding(finding, places))].join('\n');
}

function textFinding(finding: Finding, places: Places): string {
  const { rule, level, message, location: { path }, construct, apiError } = finding;
  // Who has constructs does not look into templates.
  const place = construct === undefined ? shown(places.inTemplate(finding)) : [];
  return [
    `  ${[level.padEnd(7), rule, ...(path === '' ? [] : [path]), ...place].join('  ')}`,
    ...wrapped(`${message}${apiError === undefined ? '' : ` CloudFront answers ${apiError}.`}`),
    ...wrapped(fixOf(finding)),
    `${INDENT}docs/rules.md#${rule}`,
    '',
  ].join('\n');
}

/** A place as terminals and editors link to it. */
function shown(place: Place | undefined): string[] {
  if (place?.region === undefined) return [];
  return [`${belowWorkingDirectory(place.file) ?? place.file}:${place.region.startLine}`];
}

/** The lines of a text that are no longer than a terminal's, unless a word is. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line === '') lines[lines.length - 1] = word;
    else if (INDENT.length + line.length + 1 + word.length <= COLUMNS) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${INDENT}${line}`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
