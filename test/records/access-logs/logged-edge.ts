import { Edition } from '../../../src/config';
import { LogDelivering, LogEntry, Logs, LogStore, parseLog } from '../../../src/records';
import { Json, Scenario, ScenarioEdge } from '../../edge/scenario';

/** How an edge with access logs is run. */
export interface LoggedScenario extends Partial<Scenario> {
  readonly logging?: Json;
  readonly edition?: Edition;
  readonly delivering?: LogDelivering;
  readonly countryOf?: (ip: string) => string | undefined;
  readonly onNotice?: (line: string) => void;
}

/** An edge whose distribution has access logs in the bucket `mylogs`. */
export class LoggedEdge extends ScenarioEdge {
  public readonly store: LogStore;
  public readonly logs: Logs;

  public constructor({ logging = {}, delivering, countryOf, onNotice, ...scenario }: LoggedScenario = {}) {
    const { edition, config, run } = scenario;
    super({
      origin: [{ status: 200, headers: { 'cache-control': 'max-age=60', 'content-length': '4' }, body: 'body' }],
      ...scenario,
      config: { Aliases: ['www.example.com'], Logging: { Bucket: 'mylogs.s3.amazonaws.com', ...logging }, ...config },
      run: { countryOf, ...run, record: (record) => this.logs.request(record) },
    });
    this.store = new LogStore({}, () => this.application, () => this.clock.now());
    this.logs = new Logs({ application: this.application, clock: this.clock, store: this.store, edition, countryOf, onNotice, ...delivering });
  }

  /** The files of the bucket that have been delivered by now. */
  public async files(bucket = 'mylogs'): Promise<{ readonly key: string; readonly text: string }[]> {
    await this.logs.arrived();
    return Promise.all(this.store.files(bucket).map(async (key) => ({ key, text: await this.store.text(bucket, key) })));
  }

  /** The keys of the files that have been delivered by now. */
  public async keys(): Promise<string[]> {
    return (await this.files()).map(({ key }) => key);
  }

  /** The entries of all files, delivered at once. */
  public async entries(): Promise<LogEntry[]> {
    await this.logs.deliver();
    return (await this.files()).flatMap(({ text }) => parseLog(text).entries);
  }

  /** The only entry there is, as it is written: values between tabs. */
  public async values(): Promise<string[]> {
    await this.logs.deliver();
    const lines = (await this.files()).flatMap(({ text }) => text.trimEnd().split('\n').filter((line) => !line.startsWith('#')));
    expect(lines).toHaveLength(1);
    return lines[0].split('\t');
  }
}
