import { Finding } from '../finding';
import { summaryOf } from './summary';

const INDENT = '         ';

/** The report for people: what, where, got, allowed, fix. */
export function textReport(findings: readonly Finding[]): string {
  const { errors, warnings, infos } = summaryOf(findings);
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), ...(infos > 0 ? [counted(infos, 'info')] : [])];
  return [...findings.map(textFinding), `${counts.join(', ')}\n`].join('\n');
}

function textFinding({ rule, level, message, fix, location, construct, apiError }: Finding): string {
  const place = construct ?? [location.template, location.logicalId].filter((part) => part !== '').join('/');
  const lines = [
    [level.padEnd(7), rule, place, location.path].filter((part) => part !== '').join('  '),
    `${INDENT}${message}${apiError === undefined ? '' : ` CloudFront answers ${apiError}.`}`,
    `${INDENT}Fix: ${fix.replace(/\.$/, '')}.        docs/rules.md#${rule}`,
  ];
  return `${lines.join('\n')}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
