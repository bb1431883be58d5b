import { continuousDeploymentOf } from '../promotion';
import { Account, Intended, requireMatch, Stored, storedOf } from './account';
import { ApiError } from './api-error';
import { COUNTED_LISTS, REPEATED_REQUESTS_ANSWERED, STREAMING_LOGS, WEB_LOGS } from './api-version';
import { configDocument, distributionDocument, distributionSummary, Found, statedConfig } from './distribution-document';
import { DistributionKind, RTMP, WEB } from './distribution-kind';
import { objectOf, Properties, readElements } from './element';
import { VPC_ORIGINS } from './families';
import { requireCertificate } from './named-certificates';
import { requireIdentities } from './named-identities';
import { ApiAnswer, ApiRequest, Operations } from './operations';
import { ownAccountAsSelf } from './own-account';
import { page } from './page';
import { readTags } from './tags';
import { parseXml, XmlPart } from './xml';

/** The operations on distributions of one kind [DST-103]. */
export function distributionOperations(kind: DistributionKind, account: Account): Operations {
  const { path, word, name, config } = kind;
  const readable = (id: string) => find(kind, account.readable, id);
  const newest = (id: string) => find(kind, account.newest, id);
  const described = (found: Found) => ({ etag: found.stored.etag, document: [name, distributionDocument(account, found)] as const });

  async function create(request: ApiRequest, properties: Properties, tags: Properties = {}): Promise<ApiAnswer> {
    const { CallerReference, ...rest } = properties as { CallerReference: string };
    requireDeployedOrigins(account, rest);
    requireIdentities(account.newest, rest);
    requireCertificate(account.certificates, rest);
    const earlier = repeated(kind, account, CallerReference, { [config]: rest, ...tags }, request);
    const id = earlier ?? (await account.create(kind.type, { properties: { [config]: rest, ...tags }, callerReference: CallerReference, request })).id;
    return { status: 201, location: `${path}/${id}`, ...described(newest(id)) };
  }

  return {
    [`GET ${path}`]: ({ query }) => {
      const all = storedOf(account.readable, kind.type).map((stored) => ({ id: stored.id, kind, stored, templates: account.readable }));
      return { status: 200, document: [`${name}List`, page(all, query, `${name}Summary`, (found) => distributionSummary(account, found))] };
    },
    [`POST ${path}`]: (request) => create(request, readConfig(account, kind, parseXml(request.body, config), request)),
    [`POST ${path}?WithTags`]: (request) => {
      const both = parseXml(request.body, `${config}WithTags`);
      return create(request, readConfig(account, kind, required(both, config), request), { Tags: readTags(required(both, 'Tags')) });
    },
    [`GET ${path}/*`]: (_request, id) => ({ status: 200, ...described(readable(id)) }),
    [`GET ${path}/*/config`]: (_request, id) => ({ status: 200, etag: readable(id).stored.etag, document: [config, configDocument(readable(id))] }),
    [`PUT ${path}/*/config`]: async (request, id) => {
      const found = newest(id);
      const intended = update(account, found, request);
      const changed = objectOf(intended.properties?.[config]) ?? {};
      requireDeployedOrigins(account, changed);
      const before = statedConfig(kind, found.stored);
      requireIdentities(account.newest, changed, before);
      requireCertificate(account.certificates, changed, before);
      await account.update(found.stored, intended);
      return { status: 200, ...described(newest(id)) };
    },
    ...(kind === WEB ? { [`PUT ${path}/*/promote-staging-config`]: (request: ApiRequest, id: string) => promote(account, request, newest(id)) } : {}),
    [`DELETE ${path}/*`]: async (request, id) => {
      const { stored } = newest(id);
      requireMatch(stored, request);
      if (statedConfig(kind, stored).Enabled !== false) throw new ApiError(`${name}NotDisabled`, `the ${word} distribution ${id} is enabled; disable it first`);
      if (account.edge.status(id) !== 'Deployed') throw new ApiError(`${name}NotDisabled`, `the ${word} distribution ${id} is disabled, but not yet everywhere; wait until its status is Deployed`);
      await account.update(stored, { properties: undefined, request });
      return { status: 204 };
    },
  };
}

/** Both distributions may have been changed since they were read: If-Match names the ETag of each [DTD-142]. */
async function promote(account: Account, request: ApiRequest, primary: Found): Promise<ApiAnswer> {
  const staging = find(WEB, primary.templates, request.query.get('StagingDistributionId') ?? '');
  const [ofPrimary, ofStaging] = (request.ifMatch ?? '').split(',').map((etag) => etag.trim());
  requireMatch(primary.stored, { ...request, ifMatch: ofPrimary });
  requireMatch(staging.stored, { ...request, ifMatch: ofStaging });
  const { id } = primary.stored;
  if (continuousDeploymentOf(primary.templates.application, id)?.staging.ref !== staging.stored.id) {
    throw new ApiError('IllegalUpdate', `${staging.stored.id} is not the staging distribution of a continuous deployment of ${id} that is under way`);
  }
  await account.promote(id, request.version);
  const promoted = find(WEB, account.newest, id);
  return { status: 200, etag: promoted.stored.etag, document: ['Distribution', distributionDocument(account, promoted)] };
}

function find(kind: DistributionKind, templates: Found['templates'], id: string): Found {
  const stored = storedOf(templates, kind.type).find((candidate) => candidate.id === id);
  if (stored === undefined) throw new ApiError(`NoSuch${kind.name}`, `there is no ${kind.word} distribution ${id}`);
  return { kind, templates, stored };
}

function update(account: Account, { kind, stored }: Found, request: ApiRequest): Intended {
  if (kind !== RTMP && request.version < COUNTED_LISTS && (stored.change?.apiVersion ?? COUNTED_LISTS) >= COUNTED_LISTS) {
    throw new ApiError('IllegalUpdate', `the distribution ${stored.id} was made by a version of the API from ${COUNTED_LISTS} on; ${request.version} cannot update it`);
  }
  requireMatch(stored, request);
  const { CallerReference, ...config } = readConfig(account, kind, parseXml(request.body, kind.config), request);
  if (CallerReference !== stored.callerReference) throw new ApiError('IllegalUpdate', `CallerReference is "${CallerReference}", but that of a distribution stays what it is: "${stored.callerReference}"`);
  return { properties: { ...stored.resource.stated, [kind.config]: config }, request };
}

/** @throws ApiError for a VPC origin that is not yet everywhere [OTD-109] */
function requireDeployedOrigins(account: Account, { Origins }: Properties): void {
  const used = new Set((Array.isArray(Origins) ? Origins : []).map((origin: Properties) => objectOf(origin.VpcOriginConfig)?.VpcOriginId));
  const deploying = storedOf(account.newest, VPC_ORIGINS.type).find((stored) => used.has(stored.id) && account.isDeploying(stored));
  if (deploying !== undefined) throw new ApiError('InvalidArgument', `the VPC origin ${deploying.id} is not deployed yet; wait until its status is Deployed`);
}

function readConfig(account: Account, kind: DistributionKind, part: XmlPart, { version }: ApiRequest): Properties {
  const config = version < COUNTED_LISTS ? kind.readOld(part) : readElements(part, kind.elements);
  const withLogs = kind === RTMP ? STREAMING_LOGS : WEB_LOGS;
  if (version < withLogs && config.Logging !== undefined) {
    throw new ApiError('InvalidArgument', `the API version ${version} has no access logs for ${kind === RTMP ? 'RTMP' : 'web'} distributions; ${withLogs} has them`);
  }
  return ownAccountAsSelf(config, account.number);
}

/** What a request created before; none where its caller reference is new. @throws ApiError where it is not, and the request says another thing or today's rule holds */
function repeated(kind: DistributionKind, account: Account, callerReference: string, properties: Properties, { version }: ApiRequest): Stored['id'] | undefined {
  const earlier = account.newest.createdAs(kind.type, callerReference);
  const existing = storedOf(account.newest, kind.type).find((stored) => stored.callerReference === callerReference);
  if (earlier === undefined && existing === undefined) return undefined;
  const isSame = JSON.stringify(earlier?.properties) === JSON.stringify(properties);
  if (existing !== undefined && isSame && version <= REPEATED_REQUESTS_ANSWERED) return existing.id;
  throw new ApiError(`${kind.name}AlreadyExists`, `the caller reference "${callerReference}" was used before; a new ${kind.word} distribution needs a new one`);
}

function required(part: XmlPart, name: string): XmlPart {
  const child = part.child(name);
  if (child === undefined) throw new ApiError('MalformedXML', `${part.path} has no ${name}`);
  return child;
}
