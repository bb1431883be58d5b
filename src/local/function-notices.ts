import { RequestRecord, sentence } from '../edge';

const FAILURES: ReadonlySet<string> = new Set(['failed', 'invalid', 'throttled']);
const VIEWER_EVENTS: ReadonlySet<string> = new Set(['viewer-request', 'viewer-response']);

/** Tells what functions write, a line each, and once each way in which one fails. */
export function functionNotices(onNotice: (line: string) => void): (record: RequestRecord) => void {
  const told = new Set<string>();
  return ({ functions, decisions }) => {
    if (functions.length === 0) return;
    for (const { name, logs, computeUtilization } of functions) {
      if (computeUtilization !== undefined) for (const line of logs) onNotice(`${name}: ${line}`);
    }
    for (const decision of decisions) {
      if (!VIEWER_EVENTS.has(decision.step) || !FAILURES.has(decision.decided)) continue;
      const text = `the function ${sentence(decision)}`;
      if (!told.has(text)) onNotice(text);
      told.add(text);
    }
  };
}
