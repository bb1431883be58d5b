import { Element, flag, list, part, text } from './element';

/** The elements of the configurations for field-level encryption and of its profiles, in the order in which CloudFront writes them. */

export const FIELD_LEVEL_ENCRYPTION_CONFIG: readonly Element[] = [
  text('CallerReference', { required: true }),
  text('Comment', { otherwise: '' }),
  part('QueryArgProfileConfig', [
    flag('ForwardWhenQueryArgProfileIsUnknown', { required: true }),
    list('QueryArgProfiles', 'QueryArgProfile', [text('QueryArg', { required: true }), text('ProfileId', { required: true })]),
  ]),
  part('ContentTypeProfileConfig', [
    flag('ForwardWhenContentTypeIsUnknown', { required: true }),
    list('ContentTypeProfiles', 'ContentTypeProfile', [text('Format', { required: true }), text('ProfileId'), text('ContentType', { required: true })]),
  ]),
];

export const FIELD_LEVEL_ENCRYPTION_PROFILE_CONFIG: readonly Element[] = [
  text('Name', { required: true }),
  text('CallerReference', { required: true }),
  text('Comment', { otherwise: '' }),
  list('EncryptionEntities', 'EncryptionEntity', [
    text('PublicKeyId', { required: true }), text('ProviderId', { required: true }), list('FieldPatterns', 'FieldPattern', 'text', { required: true }),
  ], { required: true }),
];
