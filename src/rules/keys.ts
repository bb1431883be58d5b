import { createPublicKey } from 'crypto';
import { Application, at, cacheBehaviorsOf, isKnown, KeyGroup, knownItems, LIMITS, Part, PublicKey } from '../config';
import { accountKey } from './accounts';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { atMostCharacters, repetitions, required, withinQuota } from './values';

const PEM = /-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----/;
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const KINDS = 'RSA of 2048 bits, or ECDSA with the curve P-256 (prime256v1)';

/** What kind of key a text is, such as `rsa 2048`; undefined when it is none. Lines may be indented, as templates have them. */
function kindOf(encodedKey: string): string | undefined {
  const base64 = PEM.exec(encodedKey)?.[1];
  if (base64 === undefined) return undefined;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    const size = asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve ?? '';
    return `${asymmetricKeyType} ${size}`.trim();
  } catch {
    return undefined;
  }
}

const publicKey: readonly Rule<PublicKey>[] = [
  {
    id: 'public-key-form',
    level: 'error',
    spec: ['OTD-168'],
    apiError: 'InvalidArgument',
    says: 'a public key is given in PEM form',
    *check(key) {
      const { encodedKey } = key;
      if (!isKnown(encodedKey) || encodedKey === '' || kindOf(encodedKey) !== undefined) return;
      const says = /PRIVATE KEY-----/.test(encodedKey) ? 'it is a private key, which nobody else may see' : 'it is no public key in PEM form';
      yield { at: at(key, 'EncodedKey'), says, limit: 'a text from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----', fix: 'give what openssl rsa -pubout prints, with its line breaks' };
    },
  },
  {
    id: 'public-key-kind',
    level: 'error',
    spec: ['OTD-168'],
    apiError: 'InvalidArgument',
    says: 'CloudFront verifies signatures of two kinds of keys',
    *check(key) {
      const kind = isKnown(key.encodedKey) ? kindOf(key.encodedKey) : undefined;
      if (kind === undefined || kind === 'rsa 2048' || kind === 'ec prime256v1') return;
      yield { at: at(key, 'EncodedKey'), says: `the key is ${kind}`, limit: KINDS, fix: 'make a new key pair of one of these kinds' };
    },
  },
  {
    id: 'public-key-required',
    level: 'error',
    spec: ['OTD-169'],
    says: 'a public key has a caller reference, a name and the key itself',
    *check(key) {
      yield* required(key, 'CallerReference', 'give any text that is unique to this key');
      yield* required(key, 'Name', 'name the key');
      yield* required(key, 'EncodedKey', 'give the key in PEM form');
    },
  },
  {
    id: 'public-key-comment',
    level: 'error',
    spec: ['OTD-169'],
    apiError: 'InvalidArgument',
    says: `a comment has at most ${LIMITS.commentCharacters} characters`,
    check: (key) => commentLength(key),
  },
];

const keyGroup: readonly Rule<Subjects['keyGroup']>[] = [
  {
    id: 'key-group-required',
    level: 'error',
    spec: ['OTD-173'],
    says: 'a key group has a name and public keys',
    *check(group) {
      yield* required(group, 'Name', 'name the group');
      yield* required(group, 'Items', 'list the ids of its public keys');
    },
  },
  {
    id: 'key-group-empty',
    level: 'error',
    spec: ['OTD-172'],
    apiError: 'InvalidArgument',
    says: 'a key group has at least one public key',
    *check(group) {
      if (group.stated.Items !== undefined && isKnown(group.publicKeyIds) && group.publicKeyIds.length === 0) yield { at: at(group, 'Items'), says: 'the list is empty', fix: 'list the id of a public key' };
    },
  },
  {
    id: 'key-group-quota',
    level: 'warning',
    spec: ['OTD-172', 'DTD-120'],
    apiError: 'TooManyPublicKeysInKeyGroup',
    says: 'the number of keys in a key group is within the account\'s quota',
    check: (group, { quotas }) => withinQuota(group, 'Items', isKnown(group.publicKeyIds) ? group.publicKeyIds.length : 0, quotas, 'publicKeysPerKeyGroup'),
  },
  {
    id: 'key-group-key-repeated',
    level: 'error',
    spec: ['OTD-172'],
    apiError: 'InvalidArgument',
    says: 'a key stands in a key group once',
    *check(group) {
      if (!isKnown(group.publicKeyIds) || !group.publicKeyIds.every(isKnown)) return;
      for (const { index, item } of repetitions(group.publicKeyIds)) yield { at: at(group, `Items[${index}]`), got: item, fix: 'keep one of them' };
    },
  },
  {
    id: 'key-group-key-id',
    level: 'error',
    spec: ['OTD-173'],
    apiError: 'InvalidArgument',
    says: 'a key group lists the ids of public keys, such as K2JCJMDEHXQW5F',
    *check(group) {
      for (const [i, got] of isKnown(group.publicKeyIds) ? group.publicKeyIds.entries() : []) {
        if (isKnown(got) && !/^K[A-Z0-9]+$/.test(got)) yield { at: at(group, `Items[${i}]`), got, fix: 'refer to the AWS::CloudFront::PublicKey, or give the id that CloudFront gave the key' };
      }
    },
  },
  {
    id: 'key-group-comment',
    level: 'error',
    spec: ['OTD-173'],
    apiError: 'InvalidArgument',
    says: `a comment has at most ${LIMITS.commentCharacters} characters`,
    check: (group) => commentLength(group),
  },
];

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'public-key-limit',
    level: 'error',
    spec: ['OTD-171', 'DTD-120'],
    apiError: 'TooManyPublicKeys',
    says: `an account has at most ${LIMITS.publicKeysPerAccount} public keys`,
    *check(app) {
      const { publicKeysPerAccount: limit } = LIMITS;
      for (const [i, key] of app.publicKeys.entries()) {
        const before = app.publicKeys.slice(0, i).filter((other) => accountKey(other, app) === accountKey(key, app));
        if (before.length === limit) yield { at: key.location, says: `the application has more than ${limit} public keys for one account`, limit: `${limit} keys`, fix: 'remove keys that are no longer used' };
      }
    },
  },
  {
    id: 'key-group-unused',
    level: 'warning',
    spec: ['GEO-039'],
    editions: ['current'],
    says: 'a key group protects content where a cache behavior trusts it',
    *check(app) {
      const trusted = app.distributions.flatMap(cacheBehaviorsOf).map(({ trustedKeyGroups }) => trustedKeyGroups);
      if (trusted.length === 0 || !trusted.every((list) => isKnown(list) && list.every(isKnown))) return;
      const ids = trusted.flatMap(knownItems);
      for (const group of app.keyGroups.filter(({ id }) => !ids.includes(id))) {
        if (isNamedElsewhere(group, app)) continue;
        yield { at: { ...group.location, path: '' }, says: 'no cache behavior trusts it, so what it is to protect is public', fix: 'name it in TrustedKeyGroups of the cache behaviors that are to be private' };
      }
    },
  },
  {
    id: 'public-key-field-level-encryption',
    level: 'error',
    spec: ['OTD-168'],
    apiError: 'InvalidArgument',
    says: 'field-level encryption takes RSA keys of 2048 bits only',
    *check({ resources, publicKeys }) {
      for (const profile of resources.filter(({ type }) => type === 'AWS::CloudFront::FieldLevelEncryptionProfile')) {
        const text = JSON.stringify(profile.stated.FieldLevelEncryptionProfileConfig ?? {});
        const key = publicKeys.find(({ id, encodedKey }) => text.includes(`"PublicKeyId":"${id}"`) && isKnown(encodedKey) && kindOf(encodedKey)?.startsWith('ec '));
        if (key !== undefined) yield { at: at(profile, 'FieldLevelEncryptionProfileConfig.EncryptionEntities'), says: `the key ${key.location.logicalId} is an ECDSA key`, limit: 'RSA of 2048 bits', fix: 'use an RSA key' };
      }
    },
  },
];

/** Whether something other than a distribution may use a key group: an output, or another resource. */
function isNamedElsewhere({ id, location: { template, logicalId } }: KeyGroup, { outputs, resources }: Application): boolean {
  const isGivenOut = Object.values(outputs).some((output) => !isKnown(output) || output.includes(id));
  return isGivenOut || resources.some(({ type, location, dependsOn }) => type !== DISTRIBUTION && location.template === template && dependsOn.includes(logicalId));
}

function commentLength(part: Part): Iterable<Violation> {
  const comment = part.stated.Comment;
  return atMostCharacters(part, 'Comment', typeof comment === 'string' ? comment : undefined, LIMITS.commentCharacters);
}

/** Rules about public keys and key groups. */
export const keyRules: RuleSet = { publicKey, keyGroup, application };
