import { S3Bucket } from './s3-bucket';
import { escapeXml, Stated } from '../../config';
import { OriginClient, OriginRequest, OriginResponse } from '../origin/origin-client';
import { discard } from '../origin-body';
import { headerValue, withoutHeaders } from '../raw-headers';

/** A routing rule of a website configuration. */
interface RoutingRule {
  readonly RoutingRuleCondition?: { readonly KeyPrefixEquals?: string; readonly HttpErrorCodeReturnedEquals?: string | number };
  readonly RedirectRule: {
    readonly HostName?: string;
    readonly HttpRedirectCode?: string | number;
    readonly Protocol?: string;
    readonly ReplaceKeyPrefixWith?: string;
    readonly ReplaceKeyWith?: string;
  };
}

/** Where the website endpoint sends those who ask for an object that has it. */
const REDIRECT_LOCATION = 'x-amz-website-redirect-location';

/** Headers about the object that was asked for, not about the document of an error. */
const ABOUT_OBJECT: ReadonlySet<string> = new Set(['range', 'if-range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

/** The titles and codes of error pages, by status. */
const ERROR_PAGES: { readonly [status: number]: readonly [title: string, code: string] } = {
  400: ['Bad Request', 'InvalidURI'],
  403: ['Forbidden', 'AccessDenied'],
  404: ['Not Found', 'NoSuchKey'],
  405: ['Method Not Allowed', 'MethodNotAllowed'],
  412: ['Precondition Failed', 'PreconditionFailed'],
  416: ['Requested Range Not Satisfiable', 'InvalidRange'],
};

/** The website endpoint of a bucket: index and error documents, redirects and routing rules, errors as HTML. */
export class S3Website implements OriginClient {
  private readonly index: string;
  private readonly errorDocument: string | undefined;
  private readonly rules: readonly RoutingRule[];

  public constructor(private readonly bucket: S3Bucket, private readonly host: string, private readonly configuration: Stated = {}) {
    this.index = String(configuration.IndexDocument ?? 'index.html');
    this.errorDocument = configuration.ErrorDocument === undefined ? undefined : String(configuration.ErrorDocument);
    this.rules = Array.isArray(configuration.RoutingRules) ? configuration.RoutingRules as readonly RoutingRule[] : [];
  }

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    const path = request.url.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return page(405);
    const all = this.configuration.RedirectAllRequestsTo as { readonly HostName?: string; readonly Protocol?: string } | undefined;
    if (all !== undefined) return redirect(301, `${all.Protocol ?? request.protocol}://${all.HostName}${request.url}`);
    const early = this.routed(request, path, undefined);
    if (early !== undefined) return early;
    const response = await this.object(request, path);
    if (response.status < 400) return redirected(response);
    const { because } = response;
    return this.routed(request, path, response.status) ?? { ...await this.error(request, response.status), ...(because !== undefined && { because }) };
  }

  private async object(request: OriginRequest, path: string): Promise<OriginResponse> {
    const own = await this.read(request, path.endsWith('/') ? `${path}${this.index}` : path);
    if (own.status < 400 || path.endsWith('/')) return own;
    const folder = await this.read({ ...request, method: 'HEAD' }, `${path}/${this.index}`);
    return folder.status < 400 ? redirect(302, `${path}/`) : own;
  }

  private routed(request: OriginRequest, path: string, status: number | undefined): OriginResponse | undefined {
    const key = path.slice(1);
    const rule = this.rules.find(({ RoutingRuleCondition: condition = {} }) => {
      const code = condition.HttpErrorCodeReturnedEquals;
      if (code === undefined ? status !== undefined : Number(code) !== status) return false;
      return condition.KeyPrefixEquals === undefined || key.startsWith(condition.KeyPrefixEquals);
    });
    if (rule === undefined) return undefined;
    const { HostName = this.host, Protocol = request.protocol, HttpRedirectCode = 301, ReplaceKeyWith, ReplaceKeyPrefixWith } = rule.RedirectRule;
    const prefix = rule.RoutingRuleCondition?.KeyPrefixEquals ?? '';
    const target = ReplaceKeyWith ?? (ReplaceKeyPrefixWith === undefined ? key : `${ReplaceKeyPrefixWith}${key.slice(prefix.length)}`);
    return redirect(Number(HttpRedirectCode), `${Protocol}://${HostName}/${target}`);
  }

  private async error(request: OriginRequest, status: number): Promise<OriginResponse> {
    if (this.errorDocument !== undefined) {
      const headers = withoutHeaders(request.headers, (lower) => ABOUT_OBJECT.has(lower));
      const document = await this.read({ ...request, method: 'GET', headers }, `/${this.errorDocument}`);
      if (document.status === 200) return { ...document, status };
    }
    return page(status);
  }

  /** A website endpoint knows no identity: it reads as anybody. */
  private read(request: OriginRequest, path: string): Promise<OriginResponse> {
    return this.bucket.ask({ ...request, url: path, signedAs: { kind: 'anonymous' } });
  }
}

/** What an object's redirect location makes of its answer. */
function redirected(response: OriginResponse): OriginResponse {
  const location = headerValue(response.headers, REDIRECT_LOCATION);
  if (location === undefined) return response;
  discard(response.body);
  return redirect(301, location);
}

function redirect(status: number, location: string): OriginResponse {
  return { status, headers: ['Location', location, 'Content-Length', '0', 'Server', 'AmazonS3'], body: undefined };
}

function page(status: number): OriginResponse {
  const [title, code] = ERROR_PAGES[status];
  const body = Buffer.from(`<html>\n<head><title>${status} ${title}</title></head>\n<body>\n<h1>${status} ${title}</h1>\n<ul>\n<li>Code: ${escapeXml(code)}</li>\n</ul>\n</body>\n</html>\n`);
  return { status, headers: ['Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(body.length), 'Server', 'AmazonS3'], body };
}
