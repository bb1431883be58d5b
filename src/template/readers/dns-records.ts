import { DnsRecord, isKnown, Value } from '../../config';
import { PartReader } from '../part-reader';

/** Finds the name of a hosted zone of the application by its id. */
export type FindZone = (id: string) => Value<string> | undefined;

export function readRecord(part: PartReader, findZone: FindZone): DnsRecord {
  return record(part, zoneOf(part, findZone));
}

/** The records of an `AWS::Route53::RecordSetGroup`, all of one zone. */
export function readRecordGroup(group: PartReader, findZone: FindZone): DnsRecord[] {
  const zone = zoneOf(group, findZone);
  return group.children('RecordSets').map((part) => record(part, zone));
}

export function withoutTrailingDot(name: Value<string> | undefined): Value<string> | undefined {
  return isKnown(name) ? name.replace(/\.$/, '') : name;
}

type Zone = Pick<DnsRecord, 'zoneId' | 'zoneName'>;

function record(part: PartReader, zone: Zone): DnsRecord {
  const values = part.texts('ResourceRecords');
  return {
    ...part.part,
    name: withoutTrailingDot(part.text('Name')),
    type: part.text('Type'),
    ttl: part.number('TTL'),
    ...zone,
    aliasTarget: withoutTrailingDot(part.child('AliasTarget')?.text('DNSName')),
    values: isKnown(values) ? values.map((value) => withoutTrailingDot(value)!) : values,
  };
}

function zoneOf(part: PartReader, findZone: FindZone): Zone {
  const zoneId = part.text('HostedZoneId');
  return { zoneId, zoneName: withoutTrailingDot(part.text('HostedZoneName') ?? (isKnown(zoneId) ? findZone(zoneId) : undefined)) };
}
