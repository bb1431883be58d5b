import { Lazy } from 'aws-cdk-lib';
import { CfnDistribution, IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { OriginGroup, OriginGroupOptions } from './origin-group';

const USUAL_FAILOVER_STATUS_CODES = [500, 502, 503, 504];

/** The origins of one distribution: each is bound once, and gets an id by which behaviors name it. */
export class BoundOrigins {
  private readonly targets = new Map<IOrigin, string>();
  private readonly origins: CfnDistribution.OriginProperty[] = [];
  private readonly groups: CfnDistribution.OriginGroupProperty[] = [];

  /**
   * @param scope          the distribution's construct
   * @param distributionId its id, for origins that let only this distribution in
   */
  public constructor(private readonly scope: Construct, private readonly distributionId: () => string) {}

  /** The id of an origin, or of the group that it stands for. */
  public targetId(origin: IOrigin): string {
    const known = this.targets.get(origin);
    if (known !== undefined) return known;
    const id = origin instanceof OriginGroup ? this.addGroup(this.memberId(origin.primary), this.memberId(origin.secondary), origin.options) : this.bind(origin);
    this.targets.set(origin, id);
    return id;
  }

  /** The CloudFormation value of all origins. */
  public renderOrigins(): CfnDistribution.OriginProperty[] {
    return this.origins;
  }

  /** The CloudFormation value of all origin groups; undefined when there is none. */
  public renderGroups(): CfnDistribution.OriginGroupsProperty | undefined {
    return this.groups.length === 0 ? undefined : { items: this.groups, quantity: this.groups.length };
  }

  private memberId(origin: IOrigin): string {
    if (origin instanceof OriginGroup) throw new Error(`${this.scope.node.path}: an origin group is a member of another; give each group two single origins.`);
    return this.targetId(origin);
  }

  private bind(origin: IOrigin): string {
    const assigned = `Origin${this.origins.length + 1}`;
    const scope = new Construct(this.scope, assigned);
    const { originProperty, failoverConfig, selectionCriteria } = origin.bind(scope, {
      originId: assigned,
      distributionId: Lazy.string({ produce: this.distributionId }),
    });
    if (originProperty === undefined) throw new Error(`${scope.node.path}: the origin has no properties; give an IOrigin whose bind returns originProperty.`);
    this.origins.push(originProperty);
    if (failoverConfig === undefined) return originProperty.id;
    const { failoverOrigin, statusCodes: failoverStatusCodes } = failoverConfig;
    return this.addGroup(originProperty.id, this.memberId(failoverOrigin), { failoverStatusCodes, selectionCriteria });
  }

  private addGroup(primaryId: string, secondaryId: string, options: OriginGroupOptions): string {
    const { originGroupId: id = `OriginGroup${this.groups.length + 1}`, failoverStatusCodes = USUAL_FAILOVER_STATUS_CODES, selectionCriteria } = options;
    this.groups.push({
      id,
      failoverCriteria: { statusCodes: { items: failoverStatusCodes, quantity: failoverStatusCodes.length } },
      members: { items: [{ originId: primaryId }, { originId: secondaryId }], quantity: 2 },
      selectionCriteria,
    });
    return id;
  }
}
