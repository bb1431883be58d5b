import { violationsOf } from './rule-test';

/* The helper itself: a table that does not hold must not pass. */
const COMMENT = { in: 'distribution', at: 'Comment', rejects: [], accepts: [] } as const;
const TOO_LONG = { Comment: 'x'.repeat(129) };

test('a rejection is seen at its place only', () => {
  expect(violationsOf('comment-length', TOO_LONG, COMMENT)).toEqual(['Site.DistributionConfig.Comment']);
  expect(violationsOf('price-class', TOO_LONG, COMMENT)).toEqual([]);
});

test('a fragment goes where the table says', () => {
  expect(violationsOf('ttl-range', { MinTTL: -1 }, { ...COMMENT, in: 'behavior' })).toEqual(['Site.DistributionConfig.CacheBehaviors[0].MinTTL']);
  expect(violationsOf('ttl-range', { MinTTL: -1 }, { ...COMMENT, in: 'defaultBehavior' })).toEqual(['Site.DistributionConfig.DefaultCacheBehavior.MinTTL']);
});
