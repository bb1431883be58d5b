import { Clock } from '../edge';
import { ChangedTemplates } from './changed-templates';

/** The templates that run, and those before them for as long as they may still be read. */
export class TemplateHistory {
  /** The latest last; all but the first are younger than the delay. */
  private entries: { readonly since: number; readonly templates: ChangedTemplates }[];

  /** @param delay milliseconds until a change is to be read [WEB-212] */
  public constructor(private readonly clock: Clock, first: ChangedTemplates, private readonly delay: number) {
    this.entries = [{ since: -Infinity, templates: first }];
  }

  /** What runs, or is on its way to the edge locations. */
  public get newest(): ChangedTemplates {
    return this.entries[this.entries.length - 1].templates;
  }

  /** What is to be read now. */
  public get readable(): ChangedTemplates {
    const then = this.clock.now() - this.delay;
    this.entries = this.entries.filter((_entry, index) => index === this.entries.length - 1 || this.entries[index + 1].since > then);
    return this.entries[0].templates;
  }

  public add(templates: ChangedTemplates): void {
    this.entries.push({ since: this.clock.now(), templates });
  }
}
