import { FieldLevelEncryptionConfig, UNKNOWN } from '../../../src/config';
import { chosenProfile } from '../../../src/edge/field-level-encryption/choose-profile';

const PART = { location: { template: 't', logicalId: 'Encryption', path: '' }, stated: {} };
const FORM = 'application/x-www-form-urlencoded';
const config = (more: Partial<FieldLevelEncryptionConfig> = {}): FieldLevelEncryptionConfig => ({
  ...PART,
  id: 'C1',
  forwardsUnknownContentTypes: false,
  contentTypes: [{ ...PART, contentType: FORM, profileId: 'usual' }],
  forwardsUnknownQueryArguments: false,
  queryArguments: [{ ...PART, queryArgument: 'cards', profileId: 'cards' }, { ...PART, queryArgument: 'gone', profileId: 'gone' }],
  ...more,
});
const NO_PROFILE = { contentTypes: [{ ...PART, contentType: FORM, profileId: undefined }] };
const FORWARDING = { forwardsUnknownContentTypes: true, forwardsUnknownQueryArguments: true };

test.each<[string | undefined, string, Partial<FieldLevelEncryptionConfig>, string]>([
  [FORM, '', {}, 'usual'],
  ['Application/X-WWW-Form-urlencoded ; charset=utf-8', 'a=1', {}, 'usual'],
  [FORM, 'a=1&fle-profile=cards', {}, 'cards'],
  [FORM, 'fle-profile=cards', NO_PROFILE, 'cards'],
  [FORM, 'fle-profile=cards', { queryArguments: undefined }, 'usual'],
  [FORM, '', NO_PROFILE, 'ForwardedDueToNoProfile'],
  [FORM, '', { contentTypes: [{ ...PART, contentType: FORM, profileId: UNKNOWN }] }, 'ForwardedDueToNoProfile'],
  ['application/json', '', {}, 'RejectedByContentType'],
  ['application/json', '', FORWARDING, 'ForwardedByContentType'],
  [undefined, '', {}, 'RejectedByContentType'],
  [undefined, '', FORWARDING, 'ForwardedByContentType'],
  ['form', '', FORWARDING, 'MalformedContentTypeClientError'],
  ['', '', FORWARDING, 'MalformedContentTypeClientError'],
  [FORM, 'fle-profile=other', {}, 'RejectedByQueryArgs'],
  [FORM, 'fle-profile=other', FORWARDING, 'ForwardedByQueryArgs'],
  [FORM, 'fle-profile=gone', FORWARDING, 'ForwardedByQueryArgs'],
  [FORM, 'fle-profile=', FORWARDING, 'MalformedQueryArgsClientError'],
  [FORM, 'fle-profile', FORWARDING, 'MalformedQueryArgsClientError'],
  [FORM, 'fle-profile=a/b', FORWARDING, 'MalformedQueryArgsClientError'],
  [FORM, `fle-profile=${'x'.repeat(128)}`, {}, 'RejectedByQueryArgs'],
  [FORM, `fle-profile=${'x'.repeat(129)}`, {}, 'MalformedQueryArgsClientError'],
])('a body of type %s, with the query string "%s" and %j: %s [DTD-187]', (contentType, query, more, expected) => {
  const chosen = chosenProfile(contentType, query, config(more), new Set(['usual', 'cards']));
  expect(chosen).toEqual(/^[a-z]/.test(expected) ? { profileId: expected } : { status: expected });
});
