import { Application, Origin, resourceAt } from '../../config';
import { collectedUpTo } from '../collected-body';
import { headerValue } from '../raw-headers';
import { OriginClient, OriginRequest, OriginResponse } from './origin-client';
import { authorization, LOCAL_SIGNING_KEYS, sha256 } from './sign-request';

const MISMATCH = 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** Bytes of a request that Lambda takes. */
const MOST_BYTES = 6_291_456;

/** A Lambda function URL that takes signed requests only, in front of what stands for its function [OTD-139, OTD-142, OTD-164]. */
export class FunctionUrl implements OriginClient {
  public constructor(private readonly target: OriginClient) {}

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    if (request.signedAs.kind !== 'origin-access-control') {
      const given = headerValue(request.headers, 'authorization');
      if (given === undefined) return refusal('Forbidden');
      if (given !== expectedAuthorization(request, given)) return refusal(MISMATCH);
    }
    if (request.body === undefined) return this.target.ask(request);
    const body = await collectedUpTo(MOST_BYTES, request.body);
    if (body === undefined) return refusal(`Request must be smaller than ${MOST_BYTES} bytes for the InvokeFunction operation`, 413, 'RequestTooLargeException');
    if (headerValue(request.headers, 'x-amz-content-sha256') !== sha256(body)) return refusal(MISMATCH);
    return this.target.ask({ ...request, body });
  }

  public get basePath(): string | undefined {
    return this.target.basePath;
  }

  public async close(): Promise<void> {
    await this.target.close?.();
  }
}

/** Whether an origin is a function URL of the application whose AuthType is AWS_IAM. */
export function isPrivateFunctionUrl({ resource }: Origin, application: Application): boolean {
  const { type, stated } = resourceAt(resource, application) ?? {};
  return type === 'AWS::Lambda::Url' && stated?.AuthType === 'AWS_IAM';
}

/** What a viewer's own Authorization has to be, for the host that the function URL has and the keys of the local edge [OTD-142]. */
function expectedAuthorization(request: OriginRequest, given: string): string | undefined {
  const [, region, service, names] = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+),/.exec(given) ?? [];
  const isComplete = names !== undefined && ['x-amz-date', 'x-amz-content-sha256'].every((name) => headerValue(request.headers, name) !== undefined);
  return isComplete ? authorization(request, names.split(';'), { ...LOCAL_SIGNING_KEYS, region, service }) : undefined;
}

function refusal(message: string, status = 403, type = 'AccessDeniedException'): OriginResponse {
  const body = Buffer.from(JSON.stringify({ Message: message }));
  return { status, headers: ['Content-Type', 'application/json', 'x-amzn-ErrorType', type, 'Content-Length', String(body.length)], body };
}
