import { Application, DnsRecord, isKnown, knownItems } from '../../config';
import { Clock } from '../clock';
import { Hosts } from '../hosts';
import { sha256 } from '../origin/sign-request';

/** Where a name leads, as a lookup tells. */
export interface DnsAnswer {
  readonly name: string;
  /** `CNAME`, or `A` and `AAAA` for an alias record of Route 53. */
  readonly type: string;
  /** Seconds that a resolver may keep it; undefined for an alias record. */
  readonly ttl: number | undefined;
  /** The host name that it leads to. */
  readonly target: string;
}

/** An answer as `dig` shows it. */
export function dnsLine({ name, ttl, type, target }: DnsAnswer): string {
  return `${name}. ${ttl ?? ALIAS_TTL} IN ${type} ${target}.`;
}

/** Seconds that resolvers keep what an alias record to a distribution answers. */
const ALIAS_TTL = 60;

/** A record that has been changed, or taken away. */
export interface DnsChange {
  readonly before: DnsAnswer;
  readonly after: DnsAnswer | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** Milliseconds after which every resolver knows a change [DST-149, ORG-081]. */
export const LONGEST_PROPAGATION = 72 * 3_600_000;

/** Record types that lead viewers to a host. */
const LEADING: readonly string[] = ['A', 'AAAA', 'CNAME'];

/** S3's host name for all websites, to which alias records lead: the bucket has the name of the record. */
const ALL_WEBSITES = /^s3-website[.-][a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com$/;

interface Version {
  readonly since: number;
  readonly answer: DnsAnswer | undefined;
}

/** The DNS records of an application that lead to host names, now and while changes of them spread among resolvers. */
export class DnsNames {
  /** By name, the newest first. */
  private readonly versions = new Map<string, Version[]>();
  private readonly names = new Hosts<Version[]>();

  /** @param propagation milliseconds until a change is known everywhere; the resolvers of some viewers know it sooner */
  public constructor(application: Application, private readonly clock: Clock, private readonly propagation: number) {
    this.record(application, -Infinity);
  }

  /** Takes the records of the application as it is from now on. */
  public update(application: Application): void {
    this.record(application, this.clock.now());
  }

  /** Where a name leads, as the resolver of a viewer knows it; undefined for a name without a record. */
  public lookUp(name: string, viewer: string): DnsAnswer | undefined {
    const versions = this.names.find(name);
    if (versions === undefined) return undefined;
    if (versions.length === 1) return versions[0].answer;
    const known = this.clock.now() - this.propagation * share(viewer);
    return versions.find(({ since }) => since <= known)!.answer;
  }

  public get isEmpty(): boolean {
    return this.versions.size === 0;
  }

  /** Changes that some resolvers may not know yet. */
  public get recentChanges(): DnsChange[] {
    const now = this.clock.now();
    return [...this.versions.values()].flatMap((versions) => versions.flatMap(({ since, answer: after }, i) => {
      const before = versions[i + 1]?.answer;
      return before !== undefined && now < since + LONGEST_PROPAGATION ? [{ before, after, since }] : [];
    }));
  }

  private record(application: Application, since: number): void {
    const answers = new Map(application.dnsRecords.flatMap(answerOf).reverse().map((answer) => [answer.name, answer]));
    for (const name of new Set([...this.versions.keys(), ...answers.keys()])) {
      const answer = answers.get(name);
      const versions = this.versions.get(name) ?? [{ since: -Infinity, answer: since === -Infinity ? answer : undefined }];
      if (versions[0].answer?.target !== answer?.target) versions.unshift({ since, answer });
      this.versions.set(name, versions);
      this.names.add(name, versions);
    }
  }
}

/** What a record answers, when it leads to a host name. */
function answerOf({ name, type, ttl, aliasTarget, values }: DnsRecord): DnsAnswer[] {
  if (!isKnown(name) || !isKnown(type) || !LEADING.includes(type)) return [];
  const [target] = isKnown(aliasTarget) ? [aliasTarget] : type === 'CNAME' ? knownItems(values) : [];
  if (target === undefined) return [];
  const lower = name.toLowerCase().replace(/^\\052/, '*');
  const host = target.toLowerCase();
  return [{ name: lower, type, ttl: isKnown(ttl) ? ttl : undefined, target: ALL_WEBSITES.test(host) ? `${lower}.${host}` : host }];
}

/** A number from 0 to 1 that is a viewer's own: how late, of all, its resolver hears of a change. */
function share(viewer: string): number {
  return parseInt(sha256(viewer).slice(0, 8), 16) / 0xffffffff;
}
