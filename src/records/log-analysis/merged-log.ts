import { logHeader, MalformedLog } from '../access-logs/log-file';

/**
 * Several log files as one: the two lines at the beginning once, then all entries, by time [LOG-037, LOG-041].
 *
 * @param files their texts, by name
 * @throws MalformedLog where they have different fields, or none
 */
export function mergedLog(files: ReadonlyMap<string, string>): string {
  let fields: { readonly names: string; readonly file: string } | undefined;
  const lines: string[] = [];
  for (const [file, text] of files) {
    for (const line of text.split(/\r?\n/)) {
      const names = /^#Fields:\s*(.*?)\s*$/.exec(line)?.[1];
      if (names !== undefined) {
        fields ??= { names, file };
        if (names !== fields.names) throw new MalformedLog(`${file} has other fields than ${fields.file}; merge files of one kind`);
      } else if (line !== '' && !line.startsWith('#')) {
        if (fields === undefined) throw new MalformedLog(`${file}: an entry before the line #Fields, which says what its values are`);
        lines.push(line);
      }
    }
  }
  if (fields === undefined) return '';
  // Each entry begins with date and time.
  const time = (line: string) => line.split('\t', 2).join(' ');
  const sorted = lines.map((line) => [time(line), line] as const).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return `${logHeader(fields.names.split(/\s+/))}${sorted.map(([, line]) => `${line}\n`).join('')}`;
}
