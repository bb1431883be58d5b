import { Lazy } from 'aws-cdk-lib';
import { CfnDistribution, IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

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
    const id = this.bind(origin);
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
    const { failoverOrigin, statusCodes = USUAL_FAILOVER_STATUS_CODES } = failoverConfig;
    const secondary = this.targetId(failoverOrigin);
    const id = `OriginGroup${this.groups.length + 1}`;
    this.groups.push({
      id,
      failoverCriteria: { statusCodes: { items: statusCodes, quantity: statusCodes.length } },
      members: { items: [{ originId: originProperty.id }, { originId: secondary }], quantity: 2 },
      selectionCriteria,
    });
    return id;
  }
}
