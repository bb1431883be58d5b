import { LIMITS } from '../../config';
import { collectedUpTo } from '../collected-body';
import { errorAnswer } from '../error-answer';
import { decide, Exchange, Step } from '../exchange';
import { chosenProfile } from '../field-level-encryption/choose-profile';
import type { CompiledEncryption } from '../field-level-encryption/compile-encryption';
import { EncryptionResult, isForwarded } from '../field-level-encryption/encryption-status';
import { encryptedForm } from '../field-level-encryption/form-body';
import { statedLength } from '../origin-body';
import { headerValue, withoutHeaders } from '../raw-headers';

/** The methods whose bodies may have fields that are encrypted. */
const WITH_FIELDS: ReadonlySet<string> = new Set(['POST', 'PUT']);

/** Encrypts fields of a body for those who have the private key, where the cache behavior says so: the origin itself cannot read them. */
export const encryptFields: Step = (exchange) => {
  const { behavior, request: { method } } = exchange;
  return behavior!.encryption !== undefined && WITH_FIELDS.has(method) ? encrypt(exchange, behavior!.encryption) : undefined;
};

async function encrypt(exchange: Exchange, { config, profiles }: CompiledEncryption): Promise<void> {
  const chosen = chosenProfile(headerValue(exchange.request.headers, 'content-type'), exchange.query, config, profiles);
  const result: EncryptionResult = 'status' in chosen ? chosen : await process(exchange, profiles.get(chosen.profileId)!);
  exchange.encryption = result;
  const { status, fields } = result;
  decide(exchange, 'field-level-encryption', isForwarded(status) ? 'forwarded' : 'refused', { status, fields }, `${exchange.behavior!.setting}.FieldLevelEncryptionId`);
  if (!isForwarded(status)) exchange.answer = errorAnswer(exchange, 'fields not encrypted');
}

/** Replaces the body of the request; origins get it in chunks [guide 2026-04: field-level-encryption.md]. */
async function process(exchange: Exchange, recipientOf: Parameters<typeof encryptedForm>[1]): Promise<EncryptionResult> {
  const { request } = exchange;
  const isTooLong = (statedLength(request.headers) ?? 0) > LIMITS.encryptedBodyBytes;
  const body = isTooLong ? undefined : await collectedUpTo(LIMITS.encryptedBodyBytes, request.body).catch(() => 'broken off' as const);
  if (body === 'broken off') return { status: 'MalformedInputClientError' };
  if (body === undefined) return { status: 'RequestLengthLimitClientError' };
  const form = encryptedForm(body, recipientOf);
  if ('status' in form) return form;
  exchange.request = { ...request, headers: withoutHeaders(request.headers, (lower) => lower === 'content-length'), body: inOneChunk(form.body) };
  return { status: 'Processed', fields: form.fields };
}

async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** What a log says of the encryption of a request: an error of the origin counts as its outcome. */
export function encryptionResult({ encryption, originRequests }: Exchange): EncryptionResult | undefined {
  const outcome = originRequests.at(-1)?.outcome;
  const failed = outcome !== undefined && (typeof outcome === 'string' || outcome >= 500);
  return encryption?.status === 'Processed' && failed ? { ...encryption, status: 'ServerError' } : encryption;
}
