import { createHash, X509Certificate } from 'node:crypto';
import { BIT_STRING, der, DerValue, derValues, INTEGER, MalformedDer, numbered, OCTET_STRING, SEQUENCE } from './der';

/** What an authority says of a certificate, and until when that is good. */
export interface OcspAnswer {
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Milliseconds since the epoch; undefined where newer answers are always there. */
  readonly nextUpdate: number | undefined;
}

const NULL = 0x05;
const OBJECT_IDENTIFIER = 0x06;
const ENUMERATED = 0x0a;
const GENERALIZED_TIME = 0x18;

/** 1.3.14.3.2.26, by which CertID names the hashes that every responder knows. */
const SHA1 = Buffer.from('2b0e03021a', 'hex');

/** The question whether a certificate has been revoked (RFC 6960, 4.1.1). */
export function ocspRequest(certificate: X509Certificate, issuer: X509Certificate): Buffer {
  const sha1 = (bytes: Buffer) => der(OCTET_STRING, createHash('sha1').update(bytes).digest());
  const algorithm = der(SEQUENCE, der(OBJECT_IDENTIFIER, SHA1), der(NULL));
  const certId = der(SEQUENCE, algorithm, sha1(issuerName(certificate)), sha1(keyBits(issuer)), der(INTEGER, serialNumber(certificate)));
  return der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, certId))));
}

/** What an answer says of the certificate that was asked about (RFC 6960, 4.2.1). @throws MalformedDer for one that says nothing */
export function readOcspAnswer(bytes: Buffer): OcspAnswer {
  const [status, response] = inside(only(bytes, SEQUENCE));
  if (status?.tag !== ENUMERATED || status.content[0] !== 0) throw new MalformedDer('the responder could not answer');
  const [, basic] = inside(only(nth(response, numbered(0)).content, SEQUENCE));
  const [data] = inside(only(nth(basic, OCTET_STRING).content, SEQUENCE));
  const responses = inside(nth(data, SEQUENCE)).find(({ tag }) => tag === SEQUENCE);
  const [, certStatus, , nextUpdate] = inside(inside(nth(responses, SEQUENCE))[0] ?? missing());
  if (certStatus === undefined) return missing();
  return { status: STATUSES[certStatus.tag] ?? missing(), nextUpdate: nextUpdate?.tag === numbered(0) ? timeOf(only(nextUpdate.content, GENERALIZED_TIME)) : undefined };
}

/** The choices of CertStatus, which are numbered by its structure. */
const STATUSES: { readonly [tag: number]: OcspAnswer['status'] } = { 0x80: 'good', [numbered(1)]: 'revoked', 0x82: 'unknown' };

/** The Name of who has signed a certificate: behind its version, serial number and algorithm (RFC 5280, 4.1). */
function issuerName({ raw }: X509Certificate): Buffer {
  const [toBeSigned] = inside(only(raw, SEQUENCE));
  const fields = inside(toBeSigned).filter(({ tag }) => tag !== numbered(0));
  return fields[2].whole;
}

/** The bits of a public key, without the number of unused ones. */
function keyBits({ publicKey }: X509Certificate): Buffer {
  const [, bits] = inside(only(publicKey.export({ type: 'spki', format: 'der' }), SEQUENCE));
  return nth(bits, BIT_STRING).content.subarray(1);
}

/** The bytes of the serial number of a certificate: of DER, so that the first one is 0 where the next one has its highest bit. */
export function serialNumber({ raw }: X509Certificate): Buffer {
  const [toBeSigned] = inside(only(raw, SEQUENCE));
  return inside(toBeSigned).find(({ tag }) => tag === INTEGER)!.content;
}

function timeOf({ content }: DerValue): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(content.toString()) ?? missing();
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

function inside({ content }: DerValue): DerValue[] {
  return derValues(content);
}

function only(bytes: Buffer, tag: number): DerValue {
  return nth(derValues(bytes)[0], tag);
}

function nth(value: DerValue | undefined, tag: number): DerValue {
  return value?.tag === tag ? value : missing();
}

function missing(): never {
  throw new MalformedDer('it is no answer of OCSP');
}
