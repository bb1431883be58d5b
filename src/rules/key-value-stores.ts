import { readFileSync } from 'fs';
import { at, EDGE_CODE_LIMITS, exceeds, isKnown, KeyValueStore, Part, pairsIn } from '../config';
import { validFunctionName } from './functions';
import { requiredProperties } from './policy-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { below } from './stated';
import { oneOf, repetitions } from './values';

const OBJECT_ARN = /^arn:aws[\w-]*:s3:::[^/]+\/.+$/;
const FORM = '{"data": [{"key": "…", "value": "…"}]}';
const BYTE_ORDER_MARK = '\uFEFF';

/** The text of the file that a store is filled from, where that is an asset of the application that is there. */
function importedText({ importFile }: KeyValueStore): string | undefined {
  if (importFile === undefined) return undefined;
  try {
    return readFileSync(importFile, 'utf8');
  } catch {
    return undefined;
  }
}

function* tooLong(part: Part, what: string, text: string, limit: number): Iterable<Violation> {
  const got = Buffer.byteLength(text);
  if (exceeds(got, limit)) yield { at: at(part, 'ImportSource'), says: `the ${what} has ${got} bytes; allowed: ${limit}`, fix: 'shorten it, or split it' };
}

const keyValueStore: readonly Rule<Subjects['keyValueStore']>[] = [
  {
    id: 'key-value-store-name',
    level: 'error',
    spec: ['FUN-115'],
    apiError: 'InvalidArgument',
    says: 'a key value store has a name of 1 to 64 letters, digits, - and _',
    *check(store) {
      yield* requiredProperties(store, store.stated, '', ['Name']);
      yield* validFunctionName(store, store.name);
    },
  },
  {
    id: 'key-value-store-source',
    level: 'error',
    spec: ['FUN-115'],
    apiError: 'InvalidArgument',
    says: 'a key value store is filled from an object in S3',
    *check(store) {
      const source = below(store.stated, 'ImportSource');
      if (source === undefined) return;
      yield* requiredProperties(store, source, 'ImportSource.', ['SourceType', 'SourceArn']);
      yield* oneOf(store, 'ImportSource.SourceType', source.SourceType as string | undefined, ['S3']);
      const arn = source.SourceArn;
      if (typeof arn === 'string' && !OBJECT_ARN.test(arn)) yield { at: at(store, 'ImportSource.SourceArn'), got: arn, limit: 'arn:aws:s3:::BUCKET/KEY', fix: 'give the ARN of the object, not of the bucket' };
    },
  },
  {
    id: 'key-value-store-data',
    level: 'error',
    spec: ['FUN-116'],
    apiError: 'InvalidArgument',
    says: `the import file is JSON of the form ${FORM}`,
    *check(store) {
      const text = importedText(store);
      if (text === undefined) return;
      const pairs = pairsIn(text);
      if (text.startsWith(BYTE_ORDER_MARK)) yield { at: at(store, 'ImportSource'), says: 'the import file begins with a byte order mark', fix: 'write it as UTF-8 without byte order mark' };
      else if (pairs === undefined) yield { at: at(store, 'ImportSource'), limit: FORM, fix: 'give each key and each value as a text' };
      for (const { item } of repetitions((pairs ?? []).map(({ key }) => key))) yield { at: at(store, 'ImportSource'), says: `the key ${item} is in the import file twice`, fix: 'remove one' };
    },
  },
  {
    id: 'key-value-store-size',
    level: 'error',
    spec: ['FUN-113', 'FUN-117', 'DTD-118'],
    apiError: 'EntitySizeLimitExceeded',
    says: 'a key has at most 512 bytes, a value 1,024, and a store 5 MB in all',
    *check(store) {
      const text = importedText(store) ?? '';
      yield* tooLong(store, 'import file', text, EDGE_CODE_LIMITS.storeBytes);
      for (const { key, value } of pairsIn(text) ?? []) {
        yield* tooLong(store, `key ${key.slice(0, 20)}…`, key, EDGE_CODE_LIMITS.keyBytes);
        yield* tooLong(store, `value of ${key.slice(0, 20)}`, value, EDGE_CODE_LIMITS.valueBytes);
      }
    },
  },
  {
    id: 'key-value-store-quota',
    level: 'warning',
    spec: ['FUN-114', 'DTD-118'],
    says: 'the number of functions that use a key value store is within the account\'s quota',
    *check(store, { application, quotas }) {
      const functions = [...application.functions, ...application.connectionFunctions];
      const got = functions.filter(({ keyValueStoreArns }) => keyValueStoreArns.some((arn) => isKnown(arn) && arn === store.arn)).length;
      const limit = quotas.functionsPerKeyValueStore;
      if (got > limit) yield { at: store.location, says: `${got} functions use it; allowed: ${limit} unless AWS has raised the quota`, fix: 'use another store, or state the raised quota functionsPerKeyValueStore' };
    },
  },
];

/** Rules about key value stores, and about the files that they are filled from. */
export const keyValueStoreRules: RuleSet = { keyValueStore };
