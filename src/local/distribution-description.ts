import { allDistributions, AnyDistribution, Application, knownItems, knownOr } from '../config';
import { DistributionStatus, Edge, isoTime } from '../edge';
import { ActiveSigner, activeTrustedKeyGroups, activeTrustedSigners } from './active-signers';

/** A distribution as the control API describes it. */
export interface DistributionDescription {
  readonly id: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly domainName: string;
  readonly status: DistributionStatus;
  readonly enabled: boolean;
  readonly comment: string;
  readonly aliases: readonly string[];
  readonly priceClass: string;
  /** An ISO 8601 time in UTC. */
  readonly lastModifiedTime: string;
  readonly inProgressInvalidations: number;
  readonly activeTrustedSigners: readonly ActiveSigner[];
  readonly activeTrustedKeyGroups: readonly ActiveSigner[];
}

/** Describes the distribution of an id; undefined when there is none. */
export function describeDistribution(
  application: Application, edge: Pick<Edge, 'status' | 'lastModified' | 'invalidations' | 'activeKeyPairs'>, id: string,
): DistributionDescription | undefined {
  const distribution = allDistributions(application).find((candidate) => candidate.id === id);
  if (distribution === undefined) return undefined;
  return {
    id,
    arn: `arn:aws:cloudfront::${accountOf(application, distribution)}:${'origins' in distribution ? 'distribution' : 'streaming-distribution'}/${id}`,
    logicalId: distribution.location.logicalId,
    domainName: distribution.domainName,
    status: edge.status(id),
    enabled: knownOr(distribution.enabled, true),
    comment: knownOr(distribution.comment, ''),
    aliases: knownItems(distribution.aliases),
    priceClass: knownOr(distribution.priceClass, ''),
    lastModifiedTime: isoTime(edge.lastModified(id)),
    inProgressInvalidations: edge.invalidations.list(id).filter(({ status }) => status === 'InProgress').length,
    activeTrustedSigners: activeTrustedSigners(distribution, edge),
    activeTrustedKeyGroups: activeTrustedKeyGroups(distribution, application),
  };
}

function accountOf({ templates }: Application, { location }: AnyDistribution): string {
  return knownOr(templates.find(({ name }) => name === location.template)?.account, '');
}
