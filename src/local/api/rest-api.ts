import { ApiCall } from '../../records';
import { matchRoute } from '../route';
import { actionOf } from './api-actions';
import { ApiError } from './api-error';
import { CURRENT_VERSION, isVersion, namespaceOf } from './api-version';
import { accessKeyId, requireAuthorization } from './authorization';
import { ApiAnswer, ApiRequest, Operations } from './operations';
import { buildXml, readDocument } from './xml';

/** A request as it comes in. */
export interface RestRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The URL of the API itself. */
  readonly endpoint: string;
  readonly authorization: string | undefined;
  readonly ifMatch: string | undefined;
  readonly body: string;
  /** The address of the caller. @default - not known */
  readonly sourceIp?: string;
  /** @default - not told */
  readonly userAgent?: string;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** Whether a path is one of CloudFront's own API: it begins with a date, the version. */
export function isRestPath(url: string): boolean {
  return /^\/\d{4}-\d{2}-\d{2}\//.test(url);
}

/** CloudFront's own API: XML over HTTP, as the AWS SDKs and the AWS CLI speak it [DST-168]. */
export class RestApi {
  private requests = 0;

  /**
   * @param record gets what is left of each call of an action. @default - nobody does
   * @param refusal why somebody may not call an action; undefined where it may. @default - everybody may call every action
   */
  public constructor(
    private readonly operations: Operations, private readonly record?: (call: Omit<ApiCall, 'time'>) => void,
    private readonly refusal?: (call: Omit<ApiCall, 'time'>, resource: string) => string | undefined,
  ) {}

  public async answer(request: RestRequest): Promise<RestAnswer> {
    const requestId = this.nextRequestId();
    const version = request.url.slice(1, 11);
    try {
      return success(await this.perform(request, version, requestId), { requestId, version, endpoint: request.endpoint });
    } catch (error) {
      return failure(error as Error, { requestId, version: isVersion(version) ? version : CURRENT_VERSION });
    }
  }

  private async perform({ method, url, authorization, ifMatch, body, sourceIp = '', userAgent = '' }: RestRequest, version: string, requestId: string): Promise<ApiAnswer> {
    if (!isVersion(version)) throw new ApiError('NoSuchVersion', `there is no version ${version} of the API; the present one is ${CURRENT_VERSION}`);
    requireAuthorization(authorization, version);
    const [path, query = ''] = url.slice(12).split('?');
    const { route, segments } = this.find(`${method} ${path.replace(/\/$/, '')}`, query);
    const request: ApiRequest = { version, query: new URLSearchParams(query), ifMatch, body };
    const action = actionOf(route, request.query);
    const call = {
      action: action.name,
      version,
      requestId,
      subject: { ...Object.fromEntries(action.parameters.map((name, i) => [name, segments[i]])), ...Object.fromEntries([...request.query].filter(([, value]) => value !== '')) },
      ifMatch,
      sent: readDocument(body),
      caller: { accessKeyId: accessKeyId(authorization!), sourceIp, userAgent },
    };
    try {
      const refused = this.refusal?.(call, resourceOf(route, segments));
      if (refused !== undefined) throw new ApiError('AccessDenied', refused);
      const answer = await this.operations[route](request, ...segments.map(decoded));
      const location = answer.location && `https://cloudfront.amazonaws.com/${version}/${answer.location}`;
      this.record?.({ ...call, received: answer.document, etag: answer.etag, location });
      return answer;
    } catch (error) {
      if (error instanceof ApiError) this.record?.({ ...call, error });
      throw error;
    }
  }

  /** The operation that is meant. @throws ApiError */
  private find(target: string, query: string): { readonly route: string; readonly segments: readonly string[] } {
    const named = `${target}?${query.replace(/=$/, '')}`;
    if (this.operations[named] !== undefined) return { route: named, segments: [] };
    for (const route of Object.keys(this.operations)) {
      const segments = matchRoute(route, target);
      if (segments !== undefined) return { route, segments };
    }
    throw new ApiError('NoSuchOperation', `the local edge has no operation ${target}${query === '' ? '' : `?${query}`}`);
  }

  /** Ids only have to differ; they are the same on every run. */
  private nextRequestId(): string {
    return `00000000-0000-4000-8000-${String(++this.requests).padStart(12, '0')}`;
  }
}

/** What an action is about, as policies name it after the account: `distribution/E1…`; empty where it is about nothing that there is. */
function resourceOf(route: string, [id]: readonly string[]): string {
  return id === undefined ? '' : `${route.split(' ')[1].split('/')[0]}/${id}`;
}

/** @throws ApiError for a percent sign that encodes nothing */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ApiError('InvalidArgument', `${segment} is not a part of a URL`);
  }
}

interface AnswerTo {
  readonly requestId: string;
  readonly version: string;
}

function success({ status, etag, location, document }: ApiAnswer, { requestId, version, endpoint }: AnswerTo & { readonly endpoint: string }): RestAnswer {
  const headers = { 'x-amzn-RequestId': requestId, ...(etag && { ETag: etag }), ...(location && { Location: `${endpoint}/${version}/${location}` }) };
  if (document === undefined) return { status, headers, body: '' };
  const [root, content] = document;
  return { status, headers: { ...headers, 'Content-Type': 'text/xml' }, body: buildXml(root, namespaceOf(version), content) };
}

/** What is no refusal is a defect of ours. */
function failure(error: Error, { requestId, version }: AnswerTo): RestAnswer {
  const refused = error instanceof ApiError;
  const details = { Type: refused ? 'Sender' : 'Receiver', Code: refused ? error.code : 'InternalError', Message: refused ? error.message : error.stack ?? error.message };
  const body = buildXml('ErrorResponse', namespaceOf(version), { Error: details, RequestId: requestId });
  return { status: refused ? error.status : 500, headers: { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml' }, body };
}
