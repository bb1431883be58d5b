import { changeNotices } from '../../src/local/change-notices';
import { applicationOf, Json } from '../edge/scenario';

const origin = (Id: string) => ({ Id, DomainName: `${Id}.example.com`, CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } });
const behavior = (PathPattern: string, TargetOriginId: string, more: Json = {}) => ({
  PathPattern, TargetOriginId, ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false }, ...more,
});
const site = (ids: readonly string[], CacheBehaviors: readonly Json[], more: Json = {}) => applicationOf({ config: { Origins: ids.map(origin), CacheBehaviors }, behavior: { TargetOriginId: 'app', ...more } });
const before = site(['app', 'img'], [behavior('/images/*', 'img')]);

test('when an origin is removed, its objects have to be where their paths lead now [WEB-024]', () => {
  const expected = ['Web: the origin img is gone; objects under /images/* are now asked of app and must exist there'];
  expect(changeNotices(before, site(['app'], [behavior('/images/*', 'app')]))).toEqual(expected);
  expect(changeNotices(before, site(['app'], []))).toEqual(expected);
});

test('an origin that stays, or that nothing led to, is no matter', () => {
  expect(changeNotices(before, site(['app', 'img'], [behavior('/images/*', 'app')]))).toEqual([]);
  expect(changeNotices(site(['app', 'spare'], []), site(['app'], []))).toEqual([]);
});

test('when signers are added to a behavior, its unsigned links stop working [WEB-154] [PRV-058]', () => {
  const signed = site(['app', 'img'], [behavior('/images/*', 'img', { TrustedSigners: ['self'] })]);
  expect(changeNotices(before, signed)).toEqual(['Web: /images/* now requires signed URLs or cookies; unsigned links to what it matches stop working']);
  expect(changeNotices(signed, signed)).toEqual([]);
  expect(changeNotices(before, site(['app', 'img'], [behavior('/images/*', 'img')], { TrustedKeyGroups: ['group'] }))).toHaveLength(1);
});

test('a new distribution changes nothing for anybody', () => {
  expect(changeNotices({ ...before, distributions: [] }, before)).toEqual([]);
});
