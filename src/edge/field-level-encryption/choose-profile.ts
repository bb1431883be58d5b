import type { EncryptionStatus } from './encryption-status';
import { FieldLevelEncryptionConfig, knownOr } from '../../config';

/** The type and subtype of a Content-Type (RFC 9110, 8.3.1). */
const MEDIA_TYPE = /^\s*([!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+)\s*(?:;.*)?$/;

/** What may stand in a query argument that names a profile. */
const QUERY_ARGUMENT = /^[\w.*+%-]{1,128}$/;

/** The query argument by which a viewer names a profile. */
const NAME = 'fle-profile';

/**
 * The id of the profile for a request, or what is said of one that has none.
 *
 * @param profiles the ids of the profiles that there are
 */
export function chosenProfile(
  contentType: string | undefined, query: string, config: FieldLevelEncryptionConfig, profiles: Pick<ReadonlySet<string>, 'has'>,
): { readonly profileId: string } | { readonly status: EncryptionStatus } {
  const type = contentType === undefined ? undefined : MEDIA_TYPE.exec(contentType)?.[1].toLowerCase();
  if (contentType !== undefined && type === undefined) return { status: 'MalformedContentTypeClientError' };
  const configured = config.contentTypes.find((candidate) => type !== undefined && knownOr(candidate.contentType, '').toLowerCase() === type);
  if (configured === undefined) return { status: knownOr(config.forwardsUnknownContentTypes, false) ? 'ForwardedByContentType' : 'RejectedByContentType' };
  const given = config.queryArguments === undefined ? undefined : query.split('&').find((argument) => argument.split('=', 1)[0] === NAME);
  if (given !== undefined) return namedProfile(given.slice(NAME.length + 1), config, profiles);
  const profileId = knownOr(configured.profileId, '');
  return profiles.has(profileId) ? { profileId } : { status: 'ForwardedDueToNoProfile' };
}

function namedProfile(argument: string, config: FieldLevelEncryptionConfig, profiles: Pick<ReadonlySet<string>, 'has'>) {
  if (!QUERY_ARGUMENT.test(argument)) return { status: 'MalformedQueryArgsClientError' } as const;
  const profileId = knownOr(config.queryArguments!.find(({ queryArgument }) => queryArgument === argument)?.profileId, '');
  if (profiles.has(profileId)) return { profileId };
  return { status: knownOr(config.forwardsUnknownQueryArguments, false) ? 'ForwardedByQueryArgs' : 'RejectedByQueryArgs' } as const;
}
