import { Part } from './location';
import { Value } from './unknown';

/** Which profile is for which requests: a configuration for field-level encryption, to which cache behaviors refer. */
export interface FieldLevelEncryptionConfig extends Part {
  /** The local value of its id. */
  readonly id: string;
  /** Whether requests of other content types reach the origin as they are. */
  readonly forwardsUnknownContentTypes: Value<boolean>;
  readonly contentTypes: readonly ContentTypeProfile[];
  /** Whether requests whose query argument names no profile reach the origin as they are. */
  readonly forwardsUnknownQueryArguments: Value<boolean>;
  /** Undefined where the query argument `fle-profile` does not count. */
  readonly queryArguments: readonly QueryArgumentProfile[] | undefined;
}

export interface ContentTypeProfile extends Part {
  readonly contentType: Value<string> | undefined;
  /** Undefined for none. */
  readonly profileId: Value<string> | undefined;
}

export interface QueryArgumentProfile extends Part {
  readonly queryArgument: Value<string> | undefined;
  readonly profileId: Value<string> | undefined;
}

/** Which fields are encrypted, and for whom: a profile of field-level encryption. */
export interface FieldLevelEncryptionProfile extends Part {
  /** The local value of its id. */
  readonly id: string;
  readonly entities: readonly EncryptionEntity[];
}

export interface EncryptionEntity extends Part {
  readonly publicKeyId: Value<string> | undefined;
  readonly providerId: Value<string> | undefined;
  /** Names of fields, whole or up to a `*`. */
  readonly fieldPatterns: Value<readonly Value<string>[]>;
}
