import { FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long a template has to stay as it is before it counts as written, in milliseconds: a synthesis writes many files. */
const QUIET = 100;

/** Tells when the files that a template was read from have changed. */
export class TemplateWatcher {
  private readonly watcher: FSWatcher;
  private quiet: NodeJS.Timeout | undefined;

  /**
   * @param path      a directory, or a file (its directory is watched, since editors replace files rather than write to them)
   * @param onChange  called once for all changes that follow one another closely
   */
  public constructor(path: string, private readonly onChange: () => void) {
    const isDirectory = statSync(path).isDirectory();
    this.watcher = watch(isDirectory ? path : dirname(path), (_event, file) => {
      if (isDirectory || file === null || file === basename(path)) this.changed();
    });
    // A directory that is taken away ends the watching, not the edge.
    this.watcher.on('error', () => this.close());
  }

  public close(): void {
    clearTimeout(this.quiet);
    this.watcher.close();
  }

  private changed(): void {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(this.onChange, QUIET);
  }
}
