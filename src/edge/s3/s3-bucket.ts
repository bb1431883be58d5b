import { Readable } from 'stream';
import { isKnown, knownOr, SIGNATURE_VERSION_2_REGIONS } from '../../config';
import { collectedUpTo } from '../collected-body';
import { evaluateConditions, rangeApplies } from '../conditionals';
import { networkFailure, withNetworkFailures } from '../origin/network-failure';
import { OriginClient, OriginRequest, OriginResponse } from '../origin/origin-client';
import { discard } from '../origin-body';
import { parseRanges } from '../ranges';
import { headerValue } from '../raw-headers';
import { BucketAccess, isAllowed, S3Action } from './access';
import { corsHeaders } from './cors';
import { errorDocument, S3_ERRORS, S3ErrorCode } from './errors';
import { listingDocument } from './listing';
import { ACL_HEADERS, aclDocument, cannedAcl, GIVEN_ACL, ObjectAcl, OWNER_HEADER, requestedAcl } from './object-acl';
import { ObjectSource, StoredObject } from './stored-object';

const ACTIONS: { readonly [method: string]: S3Action } = { GET: 's3:GetObject', HEAD: 's3:GetObject', PUT: 's3:PutObject', DELETE: 's3:DeleteObject' };

const ACL_ACTIONS: { readonly [method: string]: S3Action } = { GET: 's3:GetObjectAcl', HEAD: 's3:GetObjectAcl', PUT: 's3:PutObjectAcl' };

const BUCKET_ACL_ACTIONS: { readonly [method: string]: S3Action } = { GET: 's3:GetBucketAcl', HEAD: 's3:GetBucketAcl', PUT: 's3:PutBucketAcl' };

/** Storage classes whose objects have to be restored before they can be read [OTD-020]. */
const ARCHIVED: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** The Region in the scope of a signature of Version 4. */
const CREDENTIAL_REGION = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d+\/([^/]+)\//;

/** Bytes of an ACL: many more than its 100 grants have. */
const LONGEST_ACL = 262_144;

/** The type of what is written without one [ERR-104]. */
const DEFAULT_TYPE = 'binary/octet-stream';

/** A bucket of S3, as its REST interface answers. */
export class S3Bucket implements OriginClient {
  private requests = 0;

  /**
   * @param name      the bucket's name
   * @param source    its objects
   * @param accessNow tells who may do what; undefined for a bucket whose policy is not part of the application: everyone may read
   */
  public constructor(private readonly name: string, private readonly source: ObjectSource, private readonly accessNow: () => BucketAccess | undefined) {}

  private get access(): BucketAccess | undefined {
    return this.accessNow();
  }

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    try {
      const response = await this.answer(request);
      if (request.method !== 'HEAD') return response;
      discard(response.body);
      return { ...response, body: undefined };
    } catch (error) {
      // What the operating system says of the files is no defect of ours.
      throw (error as NodeJS.ErrnoException).syscall === undefined ? error : networkFailure(error);
    }
  }

  private async answer(request: OriginRequest): Promise<OriginResponse> {
    const [path, query = ''] = request.url.split(/\?(.*)/s);
    const key = keyOf(path);
    if (key === undefined) return this.error('InvalidURI', { URI: path });
    const malformed = this.signedForAnotherRegion(request);
    if (malformed !== undefined) return malformed;
    if (request.method === 'OPTIONS') return this.preflight(request);
    const action = ACTIONS[request.method];
    if (action === undefined) return this.error('MethodNotAllowed', { Method: request.method, ResourceType: key === '' ? 'BUCKET' : 'OBJECT' });
    if (key === '') return isAboutAcl(query) ? this.bucketAcl(request) : this.list(request, query);
    const object = this.source.get(key);
    if (isAboutAcl(query)) return this.acl(request, key, object);
    if (action === 's3:GetObject' && object === undefined) return this.missing(request, key);
    if (!this.allows(request, action, key, object?.acl)) return { ...this.error('AccessDenied', {}), because: `the bucket does not allow ${action} to CloudFront` };
    if (action === 's3:GetObject') return this.read(request, object!);
    return action === 's3:PutObject' ? this.write(request, key) : this.remove(key);
  }

  /** A key that is not there shows as missing to those who may list the bucket, and as forbidden to all others. */
  private missing(request: OriginRequest, key: string): OriginResponse {
    if (this.allows(request, 's3:ListBucket', '')) return this.error('NoSuchKey', { Key: key });
    return { ...this.error('AccessDenied', {}), because: 'there is no such object, which only those hear who may list the bucket (s3:ListBucket)' };
  }

  /** A signature of Version 4 is good for one Region [ORG-085, OTD-153]. As an identity, CloudFront uses Version 2 where that is taken [ORG-084]. */
  private signedForAnotherRegion({ headers, signedAs }: OriginRequest): OriginResponse | undefined {
    const region = this.access?.bucket.region;
    const signedFor = CREDENTIAL_REGION.exec(headerValue(headers, 'authorization') ?? '')?.[1];
    if (signedAs.kind === 'anonymous' || signedFor === undefined || !isKnown(region) || region === signedFor) return undefined;
    if (signedAs.kind === 'origin-access-identity' && SIGNATURE_VERSION_2_REGIONS.includes(region)) return undefined;
    return this.error('AuthorizationHeaderMalformed', { Message: `The authorization header is malformed; the region '${signedFor}' is wrong; expecting '${region}'`, Region: region });
  }

  private list(request: OriginRequest, query: string): OriginResponse {
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.error('MethodNotAllowed', { Method: request.method, ResourceType: 'BUCKET' });
    if (!this.allows(request, 's3:ListBucket', '')) return this.error('AccessDenied', {});
    const parameters = new URLSearchParams(query);
    const limit = parameters.get('max-keys');
    if (limit !== null && !isKeyCount(limit)) return this.error('InvalidArgument', { ArgumentName: 'max-keys', ArgumentValue: limit });
    return this.document(200, listingDocument(this.name, this.source, parameters));
  }

  private read(request: OriginRequest, object: StoredObject): OriginResponse {
    if (ARCHIVED.has(object.metadata['x-amz-storage-class'])) return this.error('InvalidObjectState', { StorageClass: object.metadata['x-amz-storage-class'] });
    const headers = this.objectHeaders(request, object);
    const outcome = evaluateConditions(request.headers, headers, object.lastModified);
    if (outcome === 412) return this.error('PreconditionFailed', { Condition: 'If-Match' });
    if (outcome === 304) return { status: 304, headers, body: undefined };
    const header = headerValue(request.headers, 'range');
    const ranges = header !== undefined && rangeApplies(request.headers, headers, object.lastModified) ? parseRanges(header, object.size) : undefined;
    if (ranges === 'unsatisfiable') return this.error('InvalidRange', { RangeRequested: header!, ActualObjectSize: String(object.size) });
    // S3 serves one range at a time.
    if (ranges?.length !== 1) return { status: 200, headers: [...headers, 'Content-Length', String(object.size)], body: contentOf(object, 0, object.size) };
    const [{ first, last }] = ranges;
    return {
      status: 206,
      headers: [...headers, 'Content-Range', `bytes ${first}-${last}/${object.size}`, 'Content-Length', String(last - first + 1)],
      body: contentOf(object, first, last + 1),
    };
  }

  private async acl(request: OriginRequest, key: string, object: StoredObject | undefined): Promise<OriginResponse> {
    const action = ACL_ACTIONS[request.method];
    if (action === undefined) return this.error('MethodNotAllowed', { Method: request.method, ResourceType: 'ACL' });
    if (object === undefined) return this.missing(request, key);
    if (!this.allows(request, action, key, object.acl)) return this.error('AccessDenied', {});
    if (action === 's3:GetObjectAcl') return this.document(200, aclDocument(object.metadata, this.owner));
    const kept = Object.entries(object.metadata).filter(([name]) => name === OWNER_HEADER || !ACL_HEADERS.includes(name));
    return this.changeAcl(request, (acl) => this.source.describe(key, { ...Object.fromEntries(kept), ...acl }));
  }

  private bucketAcl(request: OriginRequest): OriginResponse | Promise<OriginResponse> {
    const action = BUCKET_ACL_ACTIONS[request.method];
    if (action === undefined) return this.error('MethodNotAllowed', { Method: request.method, ResourceType: 'BUCKETACL' });
    if (!this.allows(request, action, '')) return this.error('AccessDenied', {});
    if (action === 's3:PutBucketAcl') return this.changeAcl(request, (acl) => { this.source.bucketAcl = { 'x-amz-acl': 'private', ...acl }; });
    return this.document(200, aclDocument({ ...cannedAcl(this.access?.bucket.accessControl), ...this.source.bucketAcl }, this.owner));
  }

  private async changeAcl({ headers, body }: OriginRequest, change: (acl: StoredObject['metadata']) => void): Promise<OriginResponse> {
    const sent = await collectedUpTo(LONGEST_ACL, body);
    const acl = sent && requestedAcl(headers, Buffer.from(sent).toString());
    if (acl === undefined) return this.error('MalformedACLError', {});
    change(acl);
    return { status: 200, headers: [...this.ownHeaders(), 'Content-Length', '0'], body: undefined };
  }

  /** The account that has the bucket, as ACLs name it. */
  private get owner(): string {
    return knownOr(this.access?.account, 'bucket-owner');
  }

  private async write(request: OriginRequest, key: string): Promise<OriginResponse> {
    const metadata: { [header: string]: string } = { 'content-type': DEFAULT_TYPE };
    for (let i = 0; i < request.headers.length; i += 2) {
      const name = request.headers[i].toLowerCase();
      if (/^(content-(type|encoding|language|disposition)|cache-control|expires|x-amz-website-redirect-location|x-amz-meta-.*)$/.test(name) || GIVEN_ACL.includes(name)) metadata[name] = request.headers[i + 1];
    }
    const owner = this.writerThatOwns(request, metadata);
    if (owner !== undefined) metadata[OWNER_HEADER] = owner;
    try {
      await this.source.put(key, request.body, metadata);
    } catch (error) {
      throw networkFailure(error);
    }
    const stored = this.source.get(key);
    if (stored === undefined) return this.error('InvalidURI', { URI: key });
    return { status: 200, headers: [...this.ownHeaders(), 'ETag', stored.etag, 'Content-Length', '0'], body: undefined };
  }

  /** The account that owns what it writes: none in a bucket whose owner owns everything, as in all new ones [PRV-045]. */
  private writerThatOwns({ signedAs }: OriginRequest, metadata: { readonly [header: string]: string }): string | undefined {
    const ownership = this.access?.bucket.objectOwnership;
    if (signedAs.kind !== 'account' || signedAs.number === this.access?.account) return undefined;
    const isGivenAway = ownership === 'BucketOwnerPreferred' && metadata['x-amz-acl'] === 'bucket-owner-full-control';
    return (ownership === 'ObjectWriter' || ownership === 'BucketOwnerPreferred') && !isGivenAway ? signedAs.number : undefined;
  }

  private remove(key: string): OriginResponse {
    this.source.delete(key);
    return { status: 204, headers: this.ownHeaders(), body: undefined };
  }

  private preflight({ headers }: OriginRequest): OriginResponse {
    const origin = headerValue(headers, 'origin');
    const method = headerValue(headers, 'access-control-request-method');
    const requested = (headerValue(headers, 'access-control-request-headers') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
    const allowed = origin === undefined || method === undefined ? undefined : corsHeaders(this.access?.bucket.corsConfiguration, origin, method, requested);
    if (allowed === undefined) return this.error('AccessForbidden', { Method: method ?? 'OPTIONS', ResourceType: 'OBJECT' });
    return { status: 200, headers: [...this.ownHeaders(), ...allowed, 'Content-Length', '0'], body: undefined };
  }

  private objectHeaders(request: OriginRequest, { etag, lastModified, metadata }: StoredObject): string[] {
    const origin = headerValue(request.headers, 'origin');
    const cors = origin === undefined ? undefined : corsHeaders(this.access?.bucket.corsConfiguration, origin, request.method, []);
    return [
      ...this.ownHeaders(), ...(cors ?? []), 'Last-Modified', new Date(lastModified).toUTCString(), 'ETag', etag, 'Accept-Ranges', 'bytes',
      ...Object.entries(metadata).flatMap(([name, value]) => (ACL_HEADERS.includes(name) ? [] : [headerName(name), value])),
    ];
  }

  private allows({ signedAs, protocol }: OriginRequest, action: S3Action, key: string, acl?: ObjectAcl): boolean {
    if (this.access === undefined) return action === 's3:GetObject' || action === 's3:ListBucket';
    return isAllowed(this.access, { principal: signedAs, action, key, acl, secure: protocol === 'https' });
  }

  private error(code: S3ErrorCode, details: { readonly [element: string]: string }): OriginResponse {
    return this.document(S3_ERRORS[code].status, errorDocument(code, details, this.requestId()));
  }

  private document(status: number, xml: string): OriginResponse {
    const body = Buffer.from(xml);
    return { status, headers: [...this.ownHeaders(), 'Content-Type', 'application/xml', 'Content-Length', String(body.length)], body };
  }

  private ownHeaders(): string[] {
    this.requests++;
    return ['x-amz-request-id', this.requestId(), 'x-amz-id-2', `${this.requestId()}/local`, 'Server', 'AmazonS3'];
  }

  private requestId(): string {
    return this.requests.toString(36).toUpperCase().padStart(16, '0');
  }
}

/** The bytes of an object, which break off as an origin's do. */
function contentOf(object: StoredObject, start: number, end: number): OriginResponse['body'] {
  const content = object.read(start, end);
  return content instanceof Readable ? withNetworkFailures(content) : content;
}

/** Whether a query asks for the ACL of an object, in the place of the object. */
function isAboutAcl(query: string): boolean {
  return /(^|&)acl(=|&|$)/.test(query);
}

/** The key that a path names, percent-encoding undone; undefined for what cannot be decoded. */
function keyOf(path: string): string | undefined {
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    return undefined;
  }
}

/** Whether a text is a number of keys that S3 takes: 31 bits, of which no more than 1,000 are ever listed. */
function isKeyCount(text: string): boolean {
  return /^\d{0,10}$/.test(text) && Number(text) < 2 ** 31;
}

function headerName(lower: string): string {
  return lower.startsWith('x-amz-') ? lower : lower.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
