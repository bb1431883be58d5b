import { Application, at, isKnown, LIMITS, Resource, Stated } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';

function ofType(type: string, { resources }: Application): Resource[] {
  return resources.filter((resource) => resource.type === `AWS::CloudFront::${type}`);
}

/** How many items a list has, as far as the template tells. */
function countOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function entitiesOf(profile: Stated | undefined): readonly (Stated | undefined)[] {
  const entities = profile?.EncryptionEntities;
  return Array.isArray(entities) ? entities.map((entity) => (isKnown(entity) ? entity : undefined)) : [];
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'encryption-profile-fields',
    level: 'error',
    spec: ['DTD-120'],
    editions: ['current'],
    apiError: 'TooManyFieldLevelEncryptionFieldPatterns',
    says: `a profile for field-level encryption names at most ${LIMITS.fieldsPerEncryptionProfile} fields`,
    *check(app) {
      for (const profile of ofType('FieldLevelEncryptionProfile', app)) {
        const entities = entitiesOf(below(profile.stated, 'FieldLevelEncryptionProfileConfig'));
        const got = entities.reduce((sum, entity) => sum + countOf(entity?.FieldPatterns), 0);
        if (got <= LIMITS.fieldsPerEncryptionProfile) continue;
        yield { at: at(profile, 'FieldLevelEncryptionProfileConfig.EncryptionEntities'), says: `it names ${got} fields; allowed: ${LIMITS.fieldsPerEncryptionProfile}`, fix: 'name fewer, with wildcards where they go together' };
      }
    },
  },
  {
    id: 'encryption-query-arguments',
    level: 'error',
    spec: ['DTD-120'],
    editions: ['current'],
    apiError: 'TooManyFieldLevelEncryptionQueryArgProfiles',
    says: `a configuration for field-level encryption chooses among profiles by at most ${LIMITS.queryArgumentMappings} query arguments`,
    *check(app) {
      for (const config of ofType('FieldLevelEncryptionConfig', app)) {
        const got = countOf(below(config.stated, 'QueryArgProfileConfig')?.QueryArgProfiles);
        if (got <= LIMITS.queryArgumentMappings) continue;
        yield { at: at(config, 'QueryArgProfileConfig.QueryArgProfiles'), says: `it has ${got} mappings; allowed: ${LIMITS.queryArgumentMappings}`, fix: 'remove some' };
      }
    },
  },
];

/** Rules about field-level encryption. */
export const fieldLevelEncryptionRules: RuleSet = { application };
