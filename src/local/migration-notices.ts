import { Application, s3HostName } from '../config';
import { DnsChange, LONGEST_PROPAGATION } from '../edge';
import { isPrivate, policyOf } from '../rules';

/**
 * What a person should know while a changed DNS record spreads, a line each: the bucket that it led to has to serve until
 * every resolver knows the change [DST-149, ORG-081, ORG-082].
 *
 * @param changes what some resolvers may not know yet
 */
export function migrationNotices(changes: readonly DnsChange[], before: Application, after: Application): string[] {
  return changes.flatMap(({ before: { name, target }, since }) => {
    const host = s3HostName(target);
    if (host === undefined) return [];
    const until = new Date(since + LONGEST_PROPAGATION).toISOString();
    const [was, is] = [before, after].map(({ buckets }) => buckets.find((bucket) => bucket.name === host.bucket));
    const led = `until ${until} the DNS of some viewers leads ${name} to the bucket ${host.bucket}`;
    if (is === undefined) return was === undefined ? [] : [`${led}, which is gone; keep it until then`];
    if (isPrivate(is, policyOf(is, after))) return [`${led}, which refuses them; let everybody read it until then`];
    return [`${led}; keep it, and its objects public, until then`];
  });
}
