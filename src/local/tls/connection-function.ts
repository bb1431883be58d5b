import type { X509Certificate } from 'node:crypto';
import type { AskedCertificate, Connection } from './encrypted-server';
import { serialNumber } from './ocsp';
import { Application, WebDistribution } from '../../config';
import { ConnectionEvent, isoTime, KeyValueStores, runningConnectionFunction } from '../../edge';

/** What decisions on connections need. */
export interface Surroundings {
  readonly stores: KeyValueStores;
  /** Tells the time, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Told, a line each, what functions write. @default - nobody is told */
  readonly onNotice?: (line: string) => void;
}

/** Has the connection function of a distribution decide on connections; undefined where it has none that runs. */
export function decidedByFunction(site: WebDistribution, application: Application, { stores, now, onNotice }: Surroundings): AskedCertificate['decide'] {
  const running = runningConnectionFunction(application, site.connectionFunctionId, stores);
  return running && ((connection) => {
    const { outcome, reason, customData, logs } = running.decide(eventOf(connection, site), now());
    for (const line of logs) onNotice?.(`${running.name}: ${line}`);
    return { status: STATUS[outcome], refusal: reason, customData };
  });
}

/** What connection logs say [DTD-263]. */
const STATUS = { allowed: 'Success', denied: 'Failed:ConnectionFunctionDenied', failed: 'Failed:ConnectionFunctionError' } as const;

function eventOf({ chain: [leaf], ip, connectionId }: Connection, { domainName, id }: WebDistribution): ConnectionEvent {
  return {
    clientCertificate: leaf && { certificates: { leaf: seen(leaf) } },
    clientIp: ip,
    endpoint: domainName,
    distributionId: id,
    connectionId,
  };
}

function seen(certificate: X509Certificate): NonNullable<ConnectionEvent['clientCertificate']>['certificates']['leaf'] {
  const { issuer, subject, validFrom, validTo, fingerprint256 } = certificate;
  const fingerprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64');
  return {
    serialNumber: serialNumber(certificate).toString('hex').match(/../g)!.join(':'),
    issuer: issuer.replaceAll('\n', ', '),
    subject: subject.replaceAll('\n', ', '),
    validity: { notBefore: isoTime(Date.parse(validFrom)), notAfter: isoTime(Date.parse(validTo)) },
    sha256Fingerprint: fingerprint.replaceAll('+', '-').replaceAll('/', '_'),
  };
}
