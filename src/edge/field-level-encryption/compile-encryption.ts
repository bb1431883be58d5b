import { createPublicKey, KeyObject } from 'crypto';
import type { Recipient } from './encrypted-message';
import { Application, CacheBehavior, FieldLevelEncryptionConfig, FieldLevelEncryptionProfile, isKnown, knownItems, knownOr } from '../../config';

/** Which fields of bodies a cache behavior has encrypted. */
export interface CompiledEncryption {
  readonly config: FieldLevelEncryptionConfig;
  /** Of each profile: for whom a field is encrypted. */
  readonly profiles: ReadonlyMap<string, (field: string) => Recipient | undefined>;
}

/** The field-level encryption of a cache behavior; undefined where it has none, or one that is not of the application. */
export function compileEncryption({ fieldLevelEncryptionId }: CacheBehavior, application: Application): CompiledEncryption | undefined {
  const config = application.fieldLevelEncryptionConfigs.find(({ id }) => id === fieldLevelEncryptionId);
  if (config === undefined) return undefined;
  const profiles = application.fieldLevelEncryptionProfiles.flatMap((profile) => {
    const recipientOf = recipients(profile, application);
    return recipientOf === undefined ? [] : [[profile.id, recipientOf] as const];
  });
  return { config, profiles: new Map(profiles) };
}

/** Undefined where a key is not one of the application by which something can be encrypted: CloudFront takes no such profile. */
function recipients({ entities }: FieldLevelEncryptionProfile, { publicKeys }: Application): ((field: string) => Recipient | undefined) | undefined {
  const compiled = entities.flatMap(({ publicKeyId, providerId, fieldPatterns }) => {
    const key = publicKeys.find(({ id }) => id === publicKeyId);
    const publicKey = isKnown(key?.encodedKey) ? rsaKey(key.encodedKey) : undefined;
    return publicKey === undefined ? [] : [{ recipient: { publicKey, providerId: knownOr(providerId, ''), keyName: knownOr(key?.name, '') }, patterns: knownItems(fieldPatterns) }];
  });
  if (compiled.length < entities.length) return undefined;
  return (field) => compiled.find(({ patterns }) => patterns.some((pattern) => matches(pattern, field)))?.recipient;
}

/** A pattern is the name of a field, or its beginning before a `*`; case counts. */
function matches(pattern: string, field: string): boolean {
  return pattern.endsWith('*') ? field.startsWith(pattern.slice(0, -1)) : field === pattern;
}

/** Keys of other kinds are for signatures alone. */
function rsaKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}
