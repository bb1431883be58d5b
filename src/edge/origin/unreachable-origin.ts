import { OriginClient, OriginFailure, OriginResponse } from './origin-client';

/** An origin that nobody said where to find. */
export class UnreachableOrigin implements OriginClient {
  /** @param fix what the user has to say to make it reachable */
  public constructor(private readonly name: string, private readonly fix: string) {}

  public ask(): Promise<OriginResponse> {
    return Promise.reject(new OriginFailure('not-allowed', `the origin ${this.name} is on another machine, which the local edge never contacts: ${this.fix}`));
  }
}
