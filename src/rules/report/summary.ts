import { Finding } from '../finding';

/** How many findings of each level there are. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summaryOf(findings: readonly Finding[]): Summary {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}
