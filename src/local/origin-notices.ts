import { RequestRecord } from '../edge';

/** Tells what the answers of origins show that they should do otherwise, in a line each, once for every origin. */
export function originNotices(tell: (line: string) => void): (record: RequestRecord) => void {
  const told = new Set<string>();
  return ({ distribution, originRequests }) => {
    for (const { originId, method, url, advice } of originRequests) {
      for (const { rule, says, fix } of advice) {
        const subject = `the origin ${originId} of ${distribution}`;
        if (told.has(`${subject} ${rule}`)) continue;
        told.add(`${subject} ${rule}`);
        tell(`${subject}: ${method} ${url}: ${says}; ${fix} (${rule})`);
      }
    }
  };
}
