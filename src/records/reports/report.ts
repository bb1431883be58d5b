/** A report: what it is of, its lines and, where CloudFront draws some, its charts. */
export interface Report {
  /** Such as `CacheStatistics`. */
  readonly name: string;
  /** What it was made for, such as `DistributionID`, in the order of CloudFront's files. */
  readonly about: { readonly [name: string]: string };
  /** The ids of the distributions that it is of. @default - all, also those that were deleted */
  readonly distributions?: readonly string[];
  readonly columns: readonly string[];
  /** A value for each column. */
  readonly rows: readonly (readonly ReportValue[])[];
  /** @default - CloudFront draws none */
  readonly charts?: Charts;
}

export type ReportValue = string | number;

/** The points of each series, by the names of charts and series. */
export interface Charts {
  readonly [chart: string]: { readonly [series: string]: readonly Point[] };
}

export interface Point {
  /** A time of ISO 8601 in UTC. */
  readonly time: string;
  readonly value: number;
}

/** A report as JSON says it: a line is an object with a member for each column. */
export function reportAsJson({ name, about, distributions, columns, rows, charts }: Report): object {
  return { report: name, ...about, distributions, rows: rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))), ...charts && { charts } };
}

/** A report as CloudFront's console gives it for download: first what it is of, then columns and lines. */
export function reportAsCsv({ name, about, columns, rows }: Report): string {
  const { Version, ...rest } = about;
  const head = Version === undefined ? [] : [['Version', Version], ['Report', name], ...Object.entries(rest)];
  return [...head, columns, ...rows].map((values) => `${values.map(csvValue).join(',')}\n`).join('');
}

/** A report for people: columns side by side. */
export function reportAsText({ name, about: { Version, ...about }, columns, rows }: Report): string {
  const lines = [columns, ...rows].map((values) => values.map(String));
  const widths = columns.map((_column, i) => Math.max(...lines.map((line) => line[i].length)));
  const isNumber = columns.map((_column, i) => rows.some((row) => typeof row[i] === 'number'));
  const table = lines.map((line) => line.map((text, i) => (isNumber[i] ? text.padStart(widths[i]) : text.padEnd(widths[i]))).join('  ').trimEnd());
  return [`${name}${Object.entries(about).map(([key, value]) => `  ${key}: ${value}`).join('')}`, ...table].map((line) => `${line}\n`).join('');
}

/** Texts with separators stand in quotation marks. One that a spreadsheet would take for a formula begins with an apostrophe, since viewers choose URLs. */
function csvValue(value: ReportValue): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** A share in percent, with two decimals; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}

/** Bytes of each unit in which charts show what is transferred [RPT-049]. */
export const BYTE_UNITS = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 } as const;

export type ByteUnit = keyof typeof BYTE_UNITS;
