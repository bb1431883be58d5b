import { createHash } from 'crypto';

/** The values that the local edge gives to what AWS would name. They depend on the template's name and the logical id alone. */

export const LOCAL_ACCOUNT = '123456789012';
export const LOCAL_REGION = 'us-east-1';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** An id of capitals and digits, such as `E2QWRUHAPOMQZL`. */
export function localId(prefix: string, length: number, ...of: string[]): string {
  const digest = createHash('sha256').update(of.join('\0')).digest();
  let id = prefix;
  for (let i = 0; id.length < length; i++) id += ALPHABET[digest[i % digest.length] % ALPHABET.length];
  return id;
}

/** A UUID-shaped id, as policies have them. */
export function localUuid(...of: string[]): string {
  const hex = createHash('sha256').update(of.join('\0')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** A name as CloudFormation makes them up: stack, logical id and a random part, in lower case. */
export function generatedName(template: string, logicalId: string): string {
  const clean = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const ending = localId('', 12, template, logicalId).toLowerCase();
  return `${clean(template).slice(0, 24)}-${clean(logicalId).slice(0, 24)}-${ending}`.replace(/^-+/, '');
}

/** The host name that stands for an attribute of a resource which the reader does not model, such as a load balancer. Two templates may have the same logical id. */
export function placeholderHost(template: string, logicalId: string, attribute: string): string {
  return `${logicalId}.${attribute}.${template}.local`.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
}
