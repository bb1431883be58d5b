import { Application, knownItems, Origin } from '../../config';
import { ViewerRequest, ViewerResponse } from '../message';
import { OriginClient, OriginRequest, OriginResponse } from './origin-client';

/** An edge that answers viewers. */
interface Answering {
  handle(request: ViewerRequest): Promise<ViewerResponse>;
}

/** The address from which one distribution asks another. */
const OWN_ADDRESS = '127.0.0.1';

/** An origin that is another distribution of the same edge. */
export class DistributionOrigin implements OriginClient {
  public constructor(private readonly edge: Answering) {}

  public async ask({ method, url, headers, protocol, body }: OriginRequest): Promise<OriginResponse> {
    const answer = await this.edge.handle({ method, url, headers, protocol, body, httpVersion: '1.1', ip: OWN_ADDRESS });
    return { status: answer.status, headers: answer.headers, body: answer.body, trailers: answer.trailers };
  }
}

/** Whether an origin is a distribution of the application, by its domain name or an alias. */
export function isDistribution({ domainName }: Origin, { distributions }: Application): boolean {
  return distributions.some((distribution) => [distribution.domainName, ...knownItems(distribution.aliases)].some((name) => name === domainName));
}
