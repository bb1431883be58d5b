import { Application, Origin } from '../../config';
import { collected } from '../collected-body';
import { headerValue } from '../raw-headers';
import { OriginClient, OriginRequest, OriginResponse } from './origin-client';
import { sha256 } from './sign-request';

const MISMATCH = 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** A Lambda function URL that takes signed requests only, in front of what stands for its function [OTD-139, OTD-164]. */
export class FunctionUrl implements OriginClient {
  public constructor(private readonly target: OriginClient) {}

  public async ask(request: OriginRequest): Promise<OriginResponse> {
    if (request.signedAs.kind !== 'origin-access-control') return refusal('Forbidden');
    if (request.body === undefined) return this.target.ask(request);
    const body = await collected(request.body);
    if (headerValue(request.headers, 'x-amz-content-sha256') !== sha256(body)) return refusal(MISMATCH);
    return this.target.ask({ ...request, body });
  }

  public async close(): Promise<void> {
    await this.target.close?.();
  }
}

/** Whether an origin is a function URL of the application whose AuthType is AWS_IAM. */
export function isPrivateFunctionUrl({ resource }: Origin, { resources }: Application): boolean {
  return resource !== undefined && resources.some(({ type, location, stated }) => (
    type === 'AWS::Lambda::Url' && location.template === resource.template && location.logicalId === resource.logicalId && stated.AuthType === 'AWS_IAM'
  ));
}

function refusal(message: string): OriginResponse {
  const body = Buffer.from(JSON.stringify({ Message: message }));
  return { status: 403, headers: ['Content-Type', 'application/json', 'x-amzn-ErrorType', 'AccessDeniedException', 'Content-Length', String(body.length)], body };
}
