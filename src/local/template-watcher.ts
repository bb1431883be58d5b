import { FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** How long a template has to stay as it is before it counts as written, in milliseconds: a synthesis writes many files. */
const QUIET = 100;

/** Tells when the files that a template was read from have changed. */
export class TemplateWatcher {
  private readonly directory: string;
  /** The file that counts; undefined where all do. */
  private readonly file: string | undefined;
  /** Undefined while the directory is not there. */
  private inside: FSWatcher | undefined;
  /** Sees the directory come and go, with which its own watcher would be gone for good. */
  private readonly around: FSWatcher | undefined;
  private quiet: NodeJS.Timeout | undefined;

  /**
   * @param path      a directory, or a file (its directory is watched, since editors replace files rather than write to them)
   * @param onChange  called once for all changes that follow one another closely
   */
  public constructor(path: string, private readonly onChange: () => void) {
    const full = resolve(path);
    const isDirectory = statSync(full).isDirectory();
    this.directory = isDirectory ? full : dirname(full);
    this.file = isDirectory ? undefined : basename(full);
    this.inside = this.watchInside();
    this.around = watched(dirname(this.directory), (event, name) => {
      if (event !== 'rename' || (name !== null && name !== basename(this.directory))) return;
      this.inside?.close();
      this.inside = this.watchInside();
      this.changed();
    });
  }

  public close(): void {
    clearTimeout(this.quiet);
    this.inside?.close();
    this.around?.close();
  }

  private watchInside(): FSWatcher | undefined {
    return watched(this.directory, (_event, name) => {
      if (this.file === undefined || name === null || name === this.file) this.changed();
    });
  }

  private changed(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(this.onChange, QUIET);
  }
}

/** Undefined for a directory that cannot be watched: one that is not there, or that nobody may read. */
function watched(directory: string, listener: (event: string, name: string | null) => void): FSWatcher | undefined {
  try {
    // What goes wrong with it ends the watching, not the edge.
    return watch(directory, listener).on('error', () => {});
  } catch {
    return undefined;
  }
}
