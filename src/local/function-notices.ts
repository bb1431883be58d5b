import { RequestRecord, sentence } from '../edge';
import { functionLogLines } from '../records';

const FAILURES: ReadonlySet<string> = new Set(['failed', 'invalid', 'throttled']);
const VIEWER_EVENTS: ReadonlySet<string> = new Set(['viewer-request', 'viewer-response']);

/** Tells what functions write, a line each, and once each way in which one fails. */
export function functionNotices(onNotice: (line: string) => void): (record: RequestRecord) => void {
  const told = new Set<string>();
  return (record) => {
    const { functions, decisions } = record;
    if (functions.length === 0) return;
    for (const { region, group, text } of functionLogLines(record)) onNotice(`${region} ${group}: ${text}`);
    for (const { name, logs, computeUtilization } of functions) {
      if (computeUtilization !== undefined) for (const line of logs) onNotice(`${name}: ${line}`);
    }
    // How one of Lambda@Edge fails is in its log.
    const lambdas = new Set<unknown>(functions.flatMap(({ name, region }) => (region === undefined ? [] : name)));
    for (const decision of decisions) {
      if (!VIEWER_EVENTS.has(decision.step) || !FAILURES.has(decision.decided) || lambdas.has(decision.because?.function)) continue;
      const text = `the function ${sentence(decision)}`;
      if (!told.has(text)) onNotice(text);
      told.add(text);
    }
  };
}
