import {
  Application, at, cacheBehaviorsOf, DISALLOWED_HEADERS, EDGE_CODE_LIMITS, EdgeFunction, exceeds, FUNCTION_RUNTIMES, importsOf, isKnown, knownOr, notInFirstRuntime, Part,
  READ_ONLY_HEADERS, Value, WebDistribution, withoutTexts,
} from '../config';
import { assignedHeaders, literalArguments, literalProperties, syntaxErrorOf } from './function-code';
import { isListed } from './header-names';
import { requiredProperties } from './policy-names';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { atMostCharacters, oneOf } from './values';

const CODE = 'FunctionCode';
const [FIRST_RUNTIME, SECOND_RUNTIME] = FUNCTION_RUNTIMES;

/** Newer syntax that is known to fail when the function runs [FUN-076]. */
const FAILS_AT_RUN_TIME: readonly (readonly [RegExp, string])[] = [[/\?\.(?!\d)/, '?.'], [/\?\?/, '??']];

const HANDLER = /(?<![.\w$])(function\s+handler\s*\(|(var|let|const)\s+handler\s*=)/;
const PROMISE_CHAIN = /\bPromise\s*\.\s*(all|allSettled|any|race)\s*\(|\.\s*get\s*\([^()]*\)\s*\.\s*(then|catch|finally)\s*\(/;

/** The name of a function or of a key value store. */
export function* validFunctionName(part: Part, name: Value<string> | undefined): Iterable<Violation> {
  yield* atMostCharacters(part, 'Name', name, EDGE_CODE_LIMITS.nameCharacters);
  if (isKnown(name) && !/^[\w-]+$/.test(name)) yield { at: at(part, 'Name'), got: name, limit: 'letters, digits, - and _', fix: 'use these characters only' };
}

/** The size of a function's code, comments included. */
export function* shortCode(part: Part, property: string, code: Value<string> | undefined): Iterable<Violation> {
  const got = isKnown(code) ? Buffer.byteLength(code) : 0;
  if (exceeds(got, EDGE_CODE_LIMITS.codeBytes)) yield { at: at(part, property), says: `it has ${got} bytes; allowed: ${EDGE_CODE_LIMITS.codeBytes}`, fix: 'remove comments, or minify the code' };
}

/** The distributions that run a function, with the events that it runs on there. */
function usesOf({ arn }: EdgeFunction, { distributions }: Application): { readonly site: WebDistribution; readonly events: readonly string[] }[] {
  return distributions.flatMap((site) => {
    const own = cacheBehaviorsOf(site).flatMap(({ functionAssociations }) => functionAssociations).filter(({ functionArn }) => functionArn === arn);
    return own.length === 0 ? [] : [{ site, events: own.flatMap(({ eventType }) => (isKnown(eventType) ? [eventType] : [])) }];
  });
}

/** Headers that a function may not set on the events that it runs on. */
function lockedHeaders(edgeFunction: EdgeFunction, application: Application): readonly string[] {
  const events = usesOf(edgeFunction, application).flatMap((use) => use.events);
  return [...DISALLOWED_HEADERS, ...events.flatMap((event) => READ_ONLY_HEADERS[event as keyof typeof READ_ONLY_HEADERS] ?? [])];
}

const edgeFunction: readonly Rule<Subjects['function']>[] = [
  {
    id: 'function-required',
    level: 'error',
    spec: ['FUN-032'],
    says: 'a function has a name, code, a runtime, and a comment, which may be empty',
    *check(part) {
      yield* requiredProperties(part, part.stated, '', ['Name', CODE, 'FunctionConfig']);
      const config = part.stated.FunctionConfig;
      if (isKnown(config) && typeof config === 'object' && config !== null) yield* requiredProperties(part, config as EdgeFunction['stated'], 'FunctionConfig.', ['Comment', 'Runtime']);
    },
  },
  { id: 'function-name', level: 'error', spec: ['FUN-033'], apiError: 'InvalidArgument', says: 'the name of a function has 1 to 64 letters, digits, - and _', check: (part) => validFunctionName(part, part.name) },
  {
    id: 'function-runtime',
    level: 'error',
    spec: ['FUN-034'],
    apiError: 'InvalidArgument',
    says: 'a CloudFront Function runs on one of CloudFront\'s own runtimes',
    check: (part) => oneOf(part, 'FunctionConfig.Runtime', part.runtime, FUNCTION_RUNTIMES as readonly string[]),
  },
  {
    id: 'function-runtime-old',
    level: 'info',
    spec: ['FUN-035'],
    says: `the runtime ${SECOND_RUNTIME} knows what ${FIRST_RUNTIME} knows, and const, let, async, await and key value stores`,
    *check(part) {
      if (part.runtime === FIRST_RUNTIME) yield { at: at(part, 'FunctionConfig.Runtime'), got: part.runtime, fix: `use ${SECOND_RUNTIME}` };
    },
  },
  { id: 'function-size', level: 'error', spec: ['FUN-036', 'DTD-118'], apiError: 'FunctionSizeLimitExceeded', says: 'the code of a function has at most 10 KB, comments included', check: (part) => shortCode(part, CODE, part.code) },
  {
    id: 'function-not-published',
    level: 'error',
    spec: ['FUN-039'],
    apiError: 'InvalidFunctionAssociation',
    says: 'a behavior runs a published function',
    *check(part, { application }) {
      if (part.autoPublish === false && usesOf(part, application).length > 0) yield { at: at(part, 'AutoPublish'), got: part.stated.AutoPublish, fix: 'set AutoPublish to true' };
    },
  },
  {
    id: 'function-handler',
    level: 'warning',
    spec: ['FUN-043'],
    says: 'CloudFront calls the function named handler, which the code has at top level',
    *check(part) {
      if (isKnown(part.code) && !HANDLER.test(withoutTexts(part.code))) yield { at: at(part, CODE), fix: 'write function handler(event) { … }' };
    },
  },
  {
    id: 'function-first-runtime-syntax',
    level: 'error',
    spec: ['FUN-074'],
    apiError: 'InvalidArgument',
    says: `${FIRST_RUNTIME} has neither const and let, nor async and await, nor import`,
    *check({ code, runtime, ...part }) {
      if (!isKnown(code) || runtime !== FIRST_RUNTIME) return;
      const words = notInFirstRuntime(code);
      if (words.length > 0) yield { at: at(part, CODE), says: `the code has ${words.join(', ')}, which ${FIRST_RUNTIME} does not know`, fix: `use ${SECOND_RUNTIME}` };
    },
  },
  {
    id: 'function-syntax',
    level: 'error',
    spec: ['FUN-075'],
    apiError: 'InvalidArgument',
    says: 'the code is JavaScript, with await in async functions only',
    *check({ code, ...part }) {
      const error = isKnown(code) ? syntaxErrorOf(code) : undefined;
      if (error !== undefined) yield { at: at(part, CODE), says: `the code cannot run: ${error}`, fix: 'correct it; await stands in async functions only' };
    },
  },
  {
    id: 'function-newer-syntax',
    level: 'warning',
    spec: ['FUN-076'],
    says: 'newer syntax is accepted, and then fails when the function runs',
    *check({ code, ...part }) {
      const found = isKnown(code) ? FAILS_AT_RUN_TIME.filter(([pattern]) => pattern.test(withoutTexts(code))) : [];
      if (found.length > 0) yield { at: at(part, CODE), says: `the code has ${found.map(([, sign]) => sign).join(' and ')}, which fails when the function runs`, fix: 'write a && a.b, or compile to ES 5.1' };
    },
  },
  {
    id: 'function-import-runtime',
    level: 'error',
    spec: ['FUN-091'],
    apiError: 'InvalidArgument',
    says: `the module cloudfront is part of ${SECOND_RUNTIME}`,
    *check({ code, runtime: got, ...part }) {
      if (isKnown(code) && got === FIRST_RUNTIME && importsOf(code).includes('cloudfront')) yield { at: at(part, 'FunctionConfig.Runtime'), got, limit: SECOND_RUNTIME, fix: `use ${SECOND_RUNTIME}` };
    },
  },
  {
    id: 'function-locked-header',
    level: 'warning',
    spec: ['FUN-024'],
    says: 'a function that sets a header which it may not set makes CloudFront answer 502',
    *check(part, { application }) {
      const locked = lockedHeaders(part, application);
      const headers = isKnown(part.code) ? assignedHeaders(part.code).filter((header) => isListed(header, locked)) : [];
      if (headers.length > 0) yield { at: at(part, CODE), says: `the code sets ${[...new Set(headers)].join(', ')}, which a function may only read at most; CloudFront answers 502`, fix: 'do not set it' };
    },
  },
  {
    id: 'function-origin-id',
    level: 'warning',
    spec: ['FUN-098'],
    says: 'a function selects origins of the distribution that it runs in',
    *check(part, { application }) {
      if (!isKnown(part.code)) return;
      const groups = withoutTexts(part.code).includes('createRequestOriginGroup') ? literalProperties(part.code, 'originId') : [];
      const selected = [...literalArguments(part.code, 'selectRequestOriginById'), ...groups];
      for (const { site } of usesOf(part, application)) {
        const ids = [...site.origins, ...site.originGroups].map(({ id }) => id);
        if (!ids.every(isKnown)) continue;
        for (const id of selected) {
          if (!ids.includes(id)) yield { at: at(part, CODE), says: `the code selects the origin ${id}, which ${site.location.logicalId} does not have; it has ${ids.join(', ')}`, fix: 'name one of these, or add the origin' };
        }
      }
    },
  },
  {
    id: 'function-key-value-store-count',
    level: 'error',
    spec: ['FUN-111', 'DTD-118'],
    apiError: 'InvalidArgument',
    says: 'a function has one key value store at most',
    *check(part) {
      const got = part.keyValueStoreArns.length;
      if (got > 1) yield { at: at(part, 'FunctionConfig.KeyValueStoreAssociations'), says: `it has ${got} key value stores; allowed: 1`, fix: 'merge the stores' };
    },
  },
  {
    id: 'function-key-value-store-runtime',
    level: 'error',
    spec: ['FUN-112'],
    apiError: 'InvalidArgument',
    says: `key value stores are for ${SECOND_RUNTIME}`,
    *check({ runtime: got, keyValueStoreArns, ...part }) {
      if (keyValueStoreArns.length > 0 && got === FIRST_RUNTIME) yield { at: at(part, 'FunctionConfig.Runtime'), got, limit: SECOND_RUNTIME, fix: `use ${SECOND_RUNTIME}` };
    },
  },
  {
    id: 'function-promise-chain',
    level: 'warning',
    spec: ['FUN-125'],
    says: 'combined or chained promises need much of the 2 MB that a function has',
    *check({ code, ...part }) {
      if (!isKnown(code) || !importsOf(code).includes('cloudfront')) return;
      const [found] = PROMISE_CHAIN.exec(withoutTexts(code)) ?? [];
      if (found !== undefined) yield { at: at(part, CODE), says: `the code has ${found.trim()}…), which needs much of the 2 MB that a function has`, fix: 'await one after the other, which is no slower' };
    },
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'function-origin-cache-key',
    level: 'warning',
    spec: ['FUN-102'],
    says: 'what decides the origin belongs into the cache key, or else answers of one origin are served for another',
    *check(site) {
      for (const behavior of cacheBehaviorsOf(site)) {
        const key = knownOr(behavior.cacheKey, undefined);
        const isEmpty = key !== undefined && [key.headers, key.cookies, key.queryStrings].every(({ include }) => include === 'none');
        if (!isEmpty || !exceeds(behavior.ttl.max, 0)) continue;
        for (const { function: edge, ...association } of behavior.functionAssociations) {
          if (!isKnown(edge?.code) || !/\bselectRequestOriginById\s*\(/.test(withoutTexts(edge.code))) continue;
          yield { at: at(association, 'FunctionARN'), got: edge.name, says: 'the function selects origins, while nothing of the request but its path is in the cache key', fix: 'add what it looks at to the cache policy, or turn caching off' };
        }
      }
    },
  },
];

/** Rules about CloudFront Functions and their code. */
export const functionRules: RuleSet = { function: edgeFunction, distribution };
