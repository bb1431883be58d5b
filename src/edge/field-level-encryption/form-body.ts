import { encryptedMessage, Recipient } from './encrypted-message';
import type { EncryptionStatus } from './encryption-status';
import { LIMITS } from '../../config';

/** A body with encrypted fields, and how many they are; or why there is none. */
export type EncryptedForm = { readonly body: Buffer; readonly fields: number } | { readonly status: EncryptionStatus };

/**
 * Encrypts fields of a form (`application/x-www-form-urlencoded`): each value becomes a message of the AWS Encryption SDK in Base64. All else stays as it is written.
 *
 * @param recipientOf for whom a field is encrypted; undefined for one that is not
 */
export function encryptedForm(body: Uint8Array, recipientOf: (field: string) => Recipient | undefined): EncryptedForm {
  const parts = body.length === 0 ? [] : Buffer.from(body).toString('latin1').split('&');
  if (parts.length > LIMITS.fieldsPerEncryptedBody) return { status: 'FieldNumberLimitClientError' };
  const written: string[] = [];
  let fields = 0;
  for (const part of parts) {
    const equals = part.indexOf('=');
    const [name, value] = (equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]).map(decoded);
    if (name === undefined || value === undefined) return { status: 'MalformedInputClientError' };
    const recipient = recipientOf(name.toString());
    if (recipient !== undefined && value.length > LIMITS.encryptedFieldBytes) return { status: 'FieldLengthLimitClientError' };
    if (recipient !== undefined) fields++;
    written.push(recipient === undefined ? part : `${equals < 0 ? part : part.slice(0, equals)}=${encodeURIComponent(encryptedMessage(value, recipient).toString('base64'))}`);
  }
  return { body: Buffer.from(written.join('&'), 'latin1'), fields };
}

/** The bytes that a form writes; undefined where a percent sign encodes nothing. */
function decoded(text: string): Buffer | undefined {
  if (/%(?![\da-f]{2})/i.test(text)) return undefined;
  return Buffer.from(text.replace(/\+/g, ' ').replace(/%(..)/g, (_encoded, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
}
