import { existsSync, readFileSync } from 'fs';
import { isAbsolute, relative, resolve, sep } from 'path';
import { Region, RegionFinder, templateRegions } from '../../template';
import { Finding } from '../finding';

/** A place in a file. */
export interface Place {
  readonly file: string;
  /** Undefined where no line shows it. */
  readonly region?: Region;
}

/** Looks up where findings are written, reading each template once. */
export class Places {
  private readonly finders = new Map<string, RegionFinder>();

  /** Where the template has what a finding is about. */
  public inTemplate({ file, location: { logicalId, path } }: Finding): Place | undefined {
    if (file === undefined) return undefined;
    if (!this.finders.has(file)) this.finders.set(file, existsSync(file) ? templateRegions(readFileSync(file, 'utf8')) : () => undefined);
    return { file, region: this.finders.get(file)!(logicalId, path) };
  }

  /** Where the program makes the construct that a finding is about, while that file is there and has such a line. */
  public inProgram({ createdAt }: Finding): Place | undefined {
    if (createdAt === undefined || !existsSync(createdAt.file)) return undefined;
    const { file, line, column } = createdAt;
    const text = readFileSync(file, 'utf8').split('\n')[line - 1];
    if (text === undefined || column > text.length) return undefined;
    return { file, region: { startLine: line, startColumn: column, endLine: line, endColumn: text.trimEnd().length + 1 } };
  }
}

/** The path of a file below the working directory, with slashes; undefined for one elsewhere. */
export function belowWorkingDirectory(file: string): string | undefined {
  const path = relative(process.cwd(), resolve(file));
  return path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
}
