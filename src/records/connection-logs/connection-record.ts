import type { X509Certificate } from 'crypto';

/** What is left of an attempt to make an encrypted connection with a distribution that asks viewers for certificates. */
export interface ConnectionRecord {
  /** Milliseconds since the epoch when the handshake ended. */
  readonly time: number;
  /** The same as in the access logs of the requests on the connection. */
  readonly connectionId: string;
  /** `Success`, or `Failed:` and a code [DTD-263]. */
  readonly status: string;
  /** The id of the distribution. */
  readonly distributionId: string;
  /** What is not known, since the connection was gone, is undefined. */
  readonly ip: string | undefined;
  readonly port: number | undefined;
  readonly serverIp: string | undefined;
  readonly tlsProtocol: string | undefined;
  readonly tlsCipher: string | undefined;
  /** Milliseconds. */
  readonly handshakeDuration: number;
  readonly serverName: string | undefined;
  /** The viewer's certificate; undefined where it has shown none. */
  readonly certificate: X509Certificate | undefined;
  /** What a connection function has added. */
  readonly customData: string | undefined;
}

/** The values of the fields of connection logs, by name and in their order [DTD-262]; undefined for none. */
export const CONNECTION_FIELDS: { readonly [field: string]: (record: ConnectionRecord) => string | undefined } = {
  eventTimestamp: ({ time }) => String(time),
  connectionId: ({ connectionId }) => connectionId,
  connectionStatus: ({ status }) => status,
  clientIp: ({ ip }) => ip,
  clientPort: ({ port }) => (port === undefined ? undefined : String(port)),
  serverIp: ({ serverIp }) => serverIp,
  distributionId: ({ distributionId }) => distributionId,
  // Tenants are known by the Host of a request, after the connection is there.
  distributionTenantId: () => undefined,
  tlsProtocol: ({ tlsProtocol }) => tlsProtocol,
  tlsCipher: ({ tlsCipher }) => tlsCipher,
  tlsHandshakeDuration: ({ handshakeDuration }) => String(handshakeDuration),
  tlsSni: ({ serverName }) => serverName,
  clientLeafCertSerialNumber: ({ certificate }) => certificate?.serialNumber,
  clientLeafCertSubject: ({ certificate }) => certificate?.subject.replaceAll('\n', ','),
  clientLeafCertIssuer: ({ certificate }) => certificate?.issuer.replaceAll('\n', ','),
  clientLeafCertValidity: ({ certificate }) => certificate && `NotBefore=${isoTime(certificate.validFrom)};NotAfter=${isoTime(certificate.validTo)}`,
  connectionLogCustomData: ({ customData }) => customData,
};

function isoTime(time: string): string {
  return new Date(time).toISOString();
}
