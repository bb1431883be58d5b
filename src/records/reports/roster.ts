import { allDistributions, AnyDistribution, Application, distributionIds, isKnown, knownItems, knownOr, originDomainNames, WebDistribution } from '../../config';
import { DAY } from '../time';
import { DAYS_KEPT } from './activity';

/** A distribution as reports know it, also after it was deleted. */
export interface Listed {
  readonly id: string;
  readonly kind: 'web' | 'rtmp';
  /** Its alternate domain names; where it has none, the domain names of its origins [RPT-048]. */
  readonly names: readonly string[];
  readonly priceClass: string;
  /** Milliseconds since the epoch; undefined while it is there. */
  readonly deleted: number | undefined;
}

/** A time in which a custom certificate was that of an enabled distribution. */
export interface CertificateUse {
  readonly certificate: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Undefined while it lasts. */
  end: number | undefined;
}

/** The distributions that there are and have been, and the use of certificates. */
export class Roster {
  private listed = new Map<string, Listed>();
  /** Ids of distributions by those of their tenants. */
  private tenants: ReadonlyMap<string, string> = new Map();
  private uses: CertificateUse[] = [];

  /** Takes note of what is deployed. @param now milliseconds since the epoch */
  public update(application: Application, now: number): void {
    const present = allDistributions(application).map(listedAs);
    const ids = new Set(present.map(({ id }) => id));
    const gone = [...this.listed.values()].filter(({ id }) => !ids.has(id)).map((one) => ({ ...one, deleted: one.deleted ?? now }));
    this.listed = new Map([...present, ...gone.filter(({ deleted }) => deleted > now - DAYS_KEPT * DAY)].map((one) => [one.id, one]));
    this.tenants = distributionIds(application.distributionTenants);
    this.updateUses(application, now);
  }

  /** The distribution of an id, or of the id of a tenant. */
  public find(id: string): Listed | undefined {
    return this.listed.get(this.tenants.get(id) ?? id);
  }

  public get all(): readonly Listed[] {
    return [...this.listed.values()];
  }

  public get certificateUses(): readonly CertificateUse[] {
    return this.uses;
  }

  private updateUses(application: Application, now: number): void {
    const used = new Set(application.distributions.flatMap((distribution) => certificateOf(distribution) ?? []));
    for (const use of this.uses) {
      if (use.end === undefined && !used.delete(use.certificate)) use.end = now;
    }
    for (const certificate of used) this.uses.push({ certificate, start: now, end: undefined });
    this.uses = this.uses.filter(({ end = now }) => end > now - DAYS_KEPT * DAY);
  }
}

function listedAs(distribution: AnyDistribution): Listed {
  const aliases = knownItems(distribution.aliases);
  return {
    id: distribution.id,
    kind: 'origins' in distribution ? 'web' : 'rtmp',
    names: aliases.length > 0 ? aliases : originDomainNames(distribution),
    priceClass: knownOr(distribution.priceClass, 'PriceClass_All'),
    deleted: undefined,
  };
}

/** The id of the custom certificate of an enabled distribution; none for CloudFront's own. */
function certificateOf({ enabled, viewerCertificate }: WebDistribution): string | undefined {
  if (enabled === false || viewerCertificate === undefined) return undefined;
  return [viewerCertificate.iamCertificateId, viewerCertificate.acmCertificateArn].find(isKnown);
}
