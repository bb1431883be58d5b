import { Finding } from './finding';
import { jsonReport } from './report/json';
import { sarifReport } from './report/sarif';
import { textReport } from './report/text';

/** How findings are written: for people, for programs, for code scanners and editors. */
export type ReportFormat = 'text' | 'json' | 'sarif';

const FORMATS: { readonly [format in ReportFormat]: (findings: readonly Finding[]) => string } = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
};

/** All findings as one text that ends with a line break. */
export function formatFindings(findings: readonly Finding[], format: ReportFormat): string {
  return FORMATS[format](findings);
}
