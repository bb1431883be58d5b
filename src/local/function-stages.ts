import { createHash } from 'node:crypto';
import { Application, cacheBehaviorsOf, EdgeFunction, isKnown } from '../config';
import { Account, ApiError, CURRENT_VERSION, storedOf } from './api';

/** `DEVELOPMENT` is what was said last, `LIVE` what behaviors run. */
export type FunctionStage = 'DEVELOPMENT' | 'LIVE';

/** Code that is not published. */
interface Draft {
  readonly code: string;
  readonly revision: number;
}

const TYPE = 'AWS::CloudFront::Function';

/** The two stages of each function: an update changes `DEVELOPMENT` alone, and publishing makes it `LIVE` [FUN-040]. */
export class FunctionStages {
  /** By ARN. */
  private readonly drafts = new Map<string, Draft>();

  public constructor(private readonly account: Pick<Account, 'newest' | 'update'>) {}

  /** The function as it is at a stage. */
  public at(edgeFunction: EdgeFunction, stage: FunctionStage): EdgeFunction {
    const draft = this.drafts.get(edgeFunction.arn);
    return stage === 'LIVE' || draft === undefined ? edgeFunction : { ...edgeFunction, code: draft.code };
  }

  /** Another one after each update and each publishing. */
  public etag({ arn, code }: EdgeFunction): string {
    const digest = createHash('md5').update(JSON.stringify([arn, isKnown(code) ? code : '', this.drafts.get(arn)?.revision])).digest('hex');
    return `E${digest.slice(0, 13).toUpperCase()}`;
  }

  public status({ arn }: EdgeFunction, { distributions }: Application): string {
    if (this.drafts.has(arn)) return 'UNPUBLISHED';
    const isUsed = distributions.flatMap(cacheBehaviorsOf).some(({ functionAssociations }) => functionAssociations.some(({ functionArn }) => functionArn === arn));
    return isUsed ? 'DEPLOYED' : 'UNASSOCIATED';
  }

  /** Gives the function other code in development. @throws ApiError */
  public update(edgeFunction: EdgeFunction, code: string, ifMatch: string): void {
    this.requireMatch(edgeFunction, ifMatch);
    this.drafts.set(edgeFunction.arn, { code, revision: (this.drafts.get(edgeFunction.arn)?.revision ?? 0) + 1 });
  }

  /** Has behaviors run what is in development. @throws ApiError, also for code that the rules refuse */
  public async publish(edgeFunction: EdgeFunction, ifMatch: string): Promise<void> {
    this.requireMatch(edgeFunction, ifMatch);
    const { arn } = edgeFunction;
    const stored = storedOf(this.account.newest, TYPE).find(({ id }) => id === arn)!;
    const { code } = this.drafts.get(arn) ?? edgeFunction;
    await this.account.update(stored, { properties: { ...stored.resource.stated, FunctionCode: code, AutoPublish: true }, request: { version: CURRENT_VERSION } });
    this.drafts.delete(arn);
  }

  private requireMatch(edgeFunction: EdgeFunction, ifMatch: string): void {
    const etag = this.etag(edgeFunction);
    if (ifMatch !== etag) throw new ApiError('PreconditionFailed', `ifMatch is ${ifMatch}, but the ETag is ${etag}: read it again`);
  }
}
