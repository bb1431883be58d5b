import { OriginAdvice, advice } from './origin-advice';
import { OriginRule } from './origin-rules';
import { RawHeaders } from '../message';
import { sha256 } from '../origin/sign-request';
import { headerValue } from '../raw-headers';

/** What one of several servers that are one origin answers for a path. */
export interface ServerAnswer {
  /** The URL of the server. */
  readonly server: string;
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: Uint8Array;
}

/** The rule about servers that are one origin. */
export const SAME_CONTENT: Pick<OriginRule, 'id' | 'level' | 'spec' | 'says' | 'fix'> = {
  id: 'origin-servers-differ',
  level: 'warning',
  spec: ['ORG-047'],
  says: 'all servers of an origin have the same content',
  fix: 'put the same content on all servers of the origin, with the same ETag and Last-Modified',
};

/** What is compared, in this order: what a viewer gets first, then that by which caches know it again. */
const ASPECTS: readonly (readonly [name: string, of: (answer: ServerAnswer) => string])[] = [
  ['status', ({ status }) => String(status)],
  ['body', ({ body }) => `SHA-256 ${sha256(body).slice(0, 12)}`],
  ['ETag', ({ headers }) => headerValue(headers, 'etag') ?? 'none'],
  ['Last-Modified', ({ headers }) => headerValue(headers, 'last-modified') ?? 'none'],
];

/** In what servers differ that are one origin; undefined when they do not [ORG-047]. */
export function differentContent(answers: readonly ServerAnswer[]): OriginAdvice | undefined {
  for (const [name, of] of ASPECTS) {
    if (new Set(answers.map(of)).size < 2) continue;
    return advice(SAME_CONTENT, `servers of the origin differ in ${name}: ${answers.map((answer) => `${of(answer)} of ${answer.server}`).join(', ')}`);
  }
  return undefined;
}
