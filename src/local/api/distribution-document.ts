import { allDistributions, Application, AnyDistribution, WebDistribution } from '../../config';
import { activeTrustedKeyGroups, activeTrustedSigners } from '../active-signers';
import { ChangedTemplates } from '../changed-templates';
import { describeDistribution } from '../distribution-description';
import { Account, Stored } from './account';
import { DistributionKind } from './distribution-kind';
import { objectOf, Properties, writeElements } from './element';
import { XmlElements } from './xml';

/** A distribution of one of the kinds, and the templates that it was found in. */
export interface Found {
  readonly kind: DistributionKind;
  readonly templates: ChangedTemplates;
  readonly stored: Stored;
}

/** The configuration alone [DST-027]. */
export function configDocument({ kind, stored }: Found): XmlElements {
  return writeElements({ CallerReference: stored.callerReference, ...statedConfig(kind, stored) }, kind.elements);
}

/** Everything about a distribution [DST-051]. */
export function distributionDocument(account: Account, found: Found): XmlElements {
  const { kind, templates: { application }, stored: { id } } = found;
  const { description: { inProgressInvalidations, ...described }, distribution } = describe(account, found);
  return {
    Id: id,
    ARN: described.arn,
    Status: described.status,
    LastModifiedTime: described.lastModifiedTime,
    ...('origins' in distribution ? { InProgressInvalidationBatches: inProgressInvalidations } : {}),
    DomainName: described.domainName,
    ActiveTrustedSigners: activeSigners(distribution, account),
    ...('origins' in distribution ? { ActiveTrustedKeyGroups: activeKeyGroups(distribution, application) } : {}),
    [kind.config]: configDocument(found),
  };
}

/** What a list tells of a distribution. */
export function distributionSummary(account: Account, found: Found): XmlElements {
  const { kind, stored } = found;
  const { description: { arn, status, lastModifiedTime, domainName } } = describe(account, found);
  const identity = { Id: stored.id, ARN: arn, Status: status, LastModifiedTime: lastModifiedTime, DomainName: domainName };
  return { ...identity, ...writeElements(statedConfig(kind, stored), kind.summary) };
}

/** What a template says of the configuration; other names for the same are brought to those of today. */
export function statedConfig({ config }: DistributionKind, { resource: { stated } }: Stored): Properties {
  const { CNAMEs, ...properties } = (objectOf(stated[config]) ?? {}) as Properties;
  return CNAMEs === undefined ? properties : { Aliases: CNAMEs, ...properties };
}

function describe({ edge }: Account, { templates: { application }, stored: { id } }: Found) {
  return { description: describeDistribution(application, edge, id)!, distribution: allDistributions(application).find((distribution) => distribution.id === id)! };
}

function activeSigners(distribution: AnyDistribution, { edge }: Account): XmlElements {
  return active('Signer', activeTrustedSigners(distribution, edge).map(({ signer, keyPairIds: ids }) => ({ AwsAccountNumber: signer, KeyPairIds: keyPairIds(ids) })));
}

function activeKeyGroups(distribution: WebDistribution, application: Application): XmlElements {
  return active('KeyGroup', activeTrustedKeyGroups(distribution, application).map(({ signer, keyPairIds: ids }) => ({ KeyGroupId: signer, KeyPairIds: keyPairIds(ids) })));
}

function active(itemName: string, items: readonly XmlElements[]): XmlElements {
  return { Enabled: items.length > 0, Quantity: items.length, Items: items.length === 0 ? undefined : { [itemName]: items } };
}

function keyPairIds(ids: readonly string[]): XmlElements {
  return { Quantity: ids.length, Items: ids.length === 0 ? undefined : { KeyPairId: ids } };
}
