import { FieldLevelEncryptionConfig, FieldLevelEncryptionProfile } from '../../config';
import { PartReader } from '../part-reader';

export function readFieldLevelEncryptionConfig(config: PartReader, id: string): FieldLevelEncryptionConfig {
  const [contentTypes, queryArguments] = [config.child('ContentTypeProfileConfig'), config.child('QueryArgProfileConfig')];
  return {
    ...config.part,
    id,
    forwardsUnknownContentTypes: contentTypes?.flag('ForwardWhenContentTypeIsUnknown') ?? false,
    contentTypes: (contentTypes?.children('ContentTypeProfiles') ?? []).map((profile) => {
      return { ...profile.part, contentType: profile.text('ContentType'), profileId: profile.text('ProfileId') };
    }),
    forwardsUnknownQueryArguments: queryArguments?.flag('ForwardWhenQueryArgProfileIsUnknown') ?? false,
    queryArguments: queryArguments?.children('QueryArgProfiles').map((profile) => ({ ...profile.part, queryArgument: profile.text('QueryArg'), profileId: profile.text('ProfileId') })),
  };
}

export function readFieldLevelEncryptionProfile(resource: PartReader, id: string): FieldLevelEncryptionProfile {
  const config = resource.childOrEmpty('FieldLevelEncryptionProfileConfig');
  return {
    ...config.part,
    id,
    entities: config.children('EncryptionEntities').map((entity) => ({
      ...entity.part, publicKeyId: entity.text('PublicKeyId'), providerId: entity.text('ProviderId'), fieldPatterns: entity.texts('FieldPatterns'),
    })),
  };
}
