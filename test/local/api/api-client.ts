import { Readable } from 'node:stream';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { Edge, EdgeOptions, History, ManualClock, UnreachableOrigin } from '../../../src/edge';
import { Account, RestApi, restOperations } from '../../../src/local/api';
import { ChangedTemplates } from '../../../src/local/changed-templates';
import { certificateUsers } from '../../../src/local/iam/certificate-usage';
import { DEFAULT_LIMITS, ServerCertificates } from '../../../src/local/iam/server-certificates';
import { ApiCall } from '../../../src/records';
import { START } from '../../edge/scenario';

/** A request as the SDK hands it over. */
interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly headers: { readonly [name: string]: string };
  readonly body?: unknown;
}

/** How the edge behind an API runs. */
interface Run extends Partial<EdgeOptions> {
  /** Milliseconds until what is written is read. */
  readonly readDelay?: number;
  /** Why somebody may not call an action. */
  readonly refusal?: (call: Omit<ApiCall, 'time'>, resource: string) => string | undefined;
}

/** An edge whose API an SDK's client calls without a socket: AWS's own client writes the requests and reads the answers. */
export function apiOf(resources: object = {}, { readDelay = 0, refusal, ...run }: Run = {}) {
  const clock = new ManualClock(START);
  const first = new ChangedTemplates([{ name: 'Site', template: { Resources: resources } }]);
  const templates = new History(clock, first, readDelay);
  const edge = new Edge({ application: first.application, clock, origins: () => new UnreachableOrigin('origin', 'say where it is'), ...run });
  const deploy = async () => edge.reload(templates.newest.application);
  const limits = { ...DEFAULT_LIMITS };
  const usersOf = (id: string) => certificateUsers(edge.running, id);
  const certificates = new ServerCertificates({ clock, limits, ownAccount: () => '123456789012', usersOf });
  const calls: ApiCall[] = [];
  const account = new Account({ clock, edge, templates, deploymentTime: run.deploymentTime ?? 0, deploy, certificates, limits });
  const rest = new RestApi(restOperations(account), (call) => calls.push({ ...call, time: clock.now() }), refusal);
  const answers: { readonly status: number; readonly headers: { readonly [name: string]: string }; readonly body: string }[] = [];
  const client = new CloudFrontClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'ANY', secretAccessKey: 'any' },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ method, path, query = {}, headers, body }: HttpRequest) => {
        const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
        const url = parameters === '' ? path : `${path}?${parameters}`;
        const { authorization, 'if-match': ifMatch, 'user-agent': userAgent } = headers;
        const answer = await rest.answer({ method, url, endpoint: 'http://127.0.0.1', authorization, ifMatch, body: String(body ?? ''), sourceIp: CALLER, userAgent });
        answers.push(answer);
        const lowerCase = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]));
        return { response: { statusCode: answer.status, headers: lowerCase, body: Readable.from([Buffer.from(answer.body)]) } };
      },
    } as never,
  });
  /** Asks as no client of today does. */
  const raw = (method: string, path: string, body = '', headers: { authorization?: string; ifMatch?: string; userAgent?: string } = {}) => (
    rest.answer({ method, url: path, endpoint: 'http://127.0.0.1', authorization: SIGNATURE_4, ifMatch: undefined, body, sourceIp: CALLER, ...headers })
  );
  return { clock, edge, templates, client, answers, calls, raw, certificates, limits };
}

/** The address of who asks. */
export const CALLER = '192.0.2.17';

export const SIGNATURE_4 = `AWS4-HMAC-SHA256 Credential=ANY/20250101/us-east-1/cloudfront/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

/** The resource of a web distribution with one custom origin. */
export function web(config: object = {}) {
  return {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'origin', DomainName: 'origin.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
        DefaultCacheBehavior: { TargetOriginId: 'origin', ViewerProtocolPolicy: 'allow-all', ForwardedValues: { QueryString: false } },
        ...config,
      },
    },
  };
}

/** The resource of an RTMP distribution. */
export const MEDIA = {
  Type: 'AWS::CloudFront::StreamingDistribution',
  Properties: { StreamingDistributionConfig: { Enabled: true, Comment: '', S3Origin: { DomainName: 'media.s3.amazonaws.com', OriginAccessIdentity: '' }, TrustedSigners: { Enabled: false } } },
};
