import { Application, BucketReference, isKnown, Origin, s3HostName } from '../../config';
import type { OriginClients } from '../configuration';
import { ViewerRequest, ViewerResponse } from '../message';
import { OriginClient, OriginFailure, OriginResponse } from '../origin/origin-client';
import { directPrincipal } from '../origin/principal';
import { headerValue, setHeader } from '../raw-headers';
import { NO_UPLOAD } from '../transfer';

/** A bucket, and what is asked of it. */
interface DirectRequest {
  /** The host name of S3 by which the bucket is asked. */
  readonly host: string;
  readonly url: string;
}

const AMAZON = '.amazonaws.com';

/** S3's host name for all buckets, which have their names in the path then. */
const ALL_BUCKETS = /^s3(?:[.-](?:dualstack\.)?[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com$/;

/** The buckets of an application, as viewers reach them without CloudFront: by a DNS record, or by S3's own host names [ORG-078, DST-100]. */
export class DirectBuckets {
  private readonly clients = new Map<string, { readonly client: OriginClient; readonly origin: Origin }>();

  public constructor(private readonly application: Application, private readonly origins: OriginClients) {}

  /**
   * What a request asks of S3; undefined where it leads elsewhere.
   *
   * @param target where the DNS record of the host leads; undefined for a host without one
   */
  public find({ url }: ViewerRequest, host: string, target: string | undefined): DirectRequest | undefined {
    if (target?.endsWith(AMAZON) && s3HostName(target) !== undefined) return { host: target, url };
    if (!host.endsWith(AMAZON)) return undefined;
    const [, bucket, rest] = /^\/([^/?]+)(.*)/s.exec(url) ?? [];
    if (ALL_BUCKETS.test(host)) return bucket !== undefined && this.has(bucket) ? { host: `${bucket}.${host}`, url: rest.startsWith('/') ? rest : `/${rest}` } : undefined;
    const named = s3HostName(host)?.bucket;
    return named !== undefined && this.has(named) ? { host, url } : undefined;
  }

  /** What S3 answers a viewer. */
  public async answer(request: ViewerRequest, viewerHost: string, { host, url }: DirectRequest, now: number): Promise<ViewerResponse> {
    const { client, origin } = this.clientOf(host);
    const { method, protocol, body } = request;
    const headers = [...request.headers];
    setHeader(headers, 'Host', host);
    const answer = await client.ask({ origin, method, url, protocol, headers, body, signedAs: directPrincipal(headers) }).catch(unavailable);
    const { status } = answer;
    const resultType = status >= 400 ? 'Error' : 'Miss';
    const responseHeaders = [...answer.headers, 'Date', new Date(now).toUTCString()];
    return {
      status,
      headers: responseHeaders,
      body: answer.body,
      record: {
        time: now,
        requestId: headerValue(answer.headers, 'x-amz-request-id') ?? '',
        edgeLocation: '',
        request,
        host: viewerHost,
        distribution: undefined,
        distributionId: undefined,
        primaryDistribution: undefined,
        distributionTenant: undefined,
        pathPattern: undefined,
        status,
        protocol: request.protocol,
        resultType,
        ttl: 0,
        detailedResultType: resultType,
        decisions: [{ step: 'dns', decided: 'bucket', because: { host: viewerHost, target: host } }],
        originRequests: [],
        functions: [],
        responseHeaders,
        firstByteAfter: 0,
        upload: NO_UPLOAD,
        isCounted: false,
        transfer: undefined,
      },
    };
  }

  /** Lets go of the connections to servers that stand for buckets once the requests that are under way have ended. */
  public close(): void {
    for (const { client } of this.clients.values()) void client.close?.();
    this.clients.clear();
  }

  /** Cuts the connections to servers that stand for buckets, with all that is under way on them. */
  public async destroy(): Promise<void> {
    await Promise.all([...this.clients.values()].map(({ client }) => client.destroy?.()));
    this.clients.clear();
  }

  private has(bucket: string): boolean {
    return this.application.buckets.some(({ name }) => name === bucket) || this.originsOf(bucket).length > 0;
  }

  private originsOf(bucket: string): Origin[] {
    return this.application.distributions.flatMap(({ origins }) => origins)
      .filter(({ domainName }) => isKnown(domainName) && s3HostName(domainName)?.bucket === bucket);
  }

  private clientOf(host: string): { readonly client: OriginClient; readonly origin: Origin } {
    let found = this.clients.get(host);
    if (found === undefined) {
      const origin = this.originFor(host);
      found = { origin, client: this.origins(origin) };
      this.clients.set(host, found);
    }
    return found;
  }

  /** The bucket as an origin without access control; what stands for an origin of a distribution that it is stands for it as well. */
  private originFor(host: string): Origin {
    const { bucket: name } = s3HostName(host)!;
    const [sameBucket] = this.originsOf(name);
    const own = this.application.buckets.find((bucket) => bucket.name === name)?.location;
    const bucket: BucketReference | undefined = own && { template: own.template, logicalId: own.logicalId };
    return { ...PLAIN, id: sameBucket?.id, domainName: host, bucket };
  }
}

/** What a viewer gets of a bucket whose stand-in cannot be reached. */
function unavailable(error: unknown): OriginResponse {
  if (!(error instanceof OriginFailure)) throw error;
  return { status: 503, headers: ['Server', 'AmazonS3', 'Content-Length', '0'], body: undefined };
}

const PLAIN: Origin = {
  location: { template: '', logicalId: '', path: '' },
  stated: {},
  id: undefined,
  domainName: undefined,
  path: '',
  customHeaders: [],
  s3: undefined,
  custom: undefined,
  vpc: undefined,
  originAccessControlId: undefined,
  bucket: undefined,
  resource: undefined,
  connectionAttempts: 3,
  connectionTimeout: 10,
  responseCompletionTimeout: undefined,
  originShield: undefined,
};
