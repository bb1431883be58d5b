import { Application, isKnown, isSameResource, PolicyStatement, Resource } from '../../config';
import { conditionsHold, isAboutAction, isAboutResource } from '../../edge';
import { Identities } from '../../records';

/** A call that somebody wants to make. */
export interface WantedCall {
  /** Such as `UpdateDistribution`. */
  readonly action: string;
  /** Whose API it is of. @default 'cloudfront' */
  readonly service?: string;
  /** The ARN of what it is about; `*` where it is about nothing that there is. */
  readonly resource: string;
  readonly accessKeyId: string | undefined;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Whether it comes by HTTPS. */
  readonly secure: boolean;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** Policies that AWS provides, and what they allow of CloudFront and of S3's buckets. */
const AWS_POLICIES: { readonly [arn: string]: readonly string[] | undefined } = {
  'arn:aws:iam::aws:policy/AdministratorAccess': ['*'],
  'arn:aws:iam::aws:policy/PowerUserAccess': ['*'],
  'arn:aws:iam::aws:policy/CloudFrontFullAccess': ['cloudfront:*'],
  'arn:aws:iam::aws:policy/CloudFrontReadOnlyAccess': ['cloudfront:Get*', 'cloudfront:List*', 'cloudfront:Describe*'],
  'arn:aws:iam::aws:policy/ReadOnlyAccess': ['cloudfront:Get*', 'cloudfront:List*', 'cloudfront:Describe*', 's3:Get*', 's3:List*'],
  'arn:aws:iam::aws:policy/AmazonS3FullAccess': ['s3:*'],
  'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess': ['s3:Get*', 's3:List*'],
};

/** Who may call which actions of AWS, by the users, groups, roles and policies of the templates. */
export class Permissions {
  public constructor(private readonly application: () => Application, private readonly identities: Identities) {}

  /** Whether it is known whose an access key is. */
  public knows(accessKeyId: string): boolean {
    return this.identities.has(accessKeyId);
  }

  /**
   * Why a call is refused; undefined for one that is allowed. Users and roles of the templates may do what their policies allow and do not deny
   * [IAM-044]; of others nothing is known, and they may do everything.
   */
  public refusal(call: WantedCall): string | undefined {
    const arn = this.identities.get(call.accessKeyId ?? '');
    const name = arn && /:user\/(?:.*\/)?([^/]+)$|:assumed-role\/([^/]+)\//.exec(arn)?.slice(1).find((part) => part !== undefined);
    if (name === undefined || name === '') return undefined;
    const statements = this.statementsOf(name, arn!.includes(':user/') ? 'User' : 'Role');
    if (statements === undefined) return undefined;
    const applying = statements.filter((statement) => applies(statement, call));
    const action = nameOf(call);
    if (applying.some(({ effect }) => effect === 'Deny')) return `${arn} is not authorized to perform ${action} on ${call.resource}: a policy denies it`;
    return applying.some(({ effect }) => effect === 'Allow') ? undefined : `${arn} is not authorized to perform ${action} on ${call.resource}: no policy allows it`;
  }

  /** The statements of all policies that somebody has: its own, those attached to it, and those of its groups; undefined for whom no template names. */
  private statementsOf(name: string, kind: 'User' | 'Role'): readonly PolicyStatement[] | undefined {
    const { resources } = this.application();
    const own = resources.filter((resource) => resource.type === `AWS::IAM::${kind}` && resource.ref === name);
    const groups = kind === 'User' ? this.groupsOf(name, own) : [];
    const groupResources = resources.filter((resource) => resource.type === 'AWS::IAM::Group' && groups.includes(String(resource.ref)));
    const holders = [...own, ...groupResources];
    const managed = new Set(holders.flatMap(({ stated }) => listOf(stated.ManagedPolicyArns)));
    const attached = resources.filter(({ type, ref, stated }) => ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].includes(type)
      && (managed.has(String(ref)) || listOf(stated[`${kind}s`]).includes(name) || listOf(stated.Groups).some((group) => groups.includes(group))));
    if (holders.length === 0 && attached.length === 0) return undefined;
    return [...[...holders, ...attached].flatMap((resource) => this.writtenIn(resource)), ...[...managed].flatMap(provided)];
  }

  private groupsOf(name: string, users: readonly Resource[]): string[] {
    const additions = this.application().resources.filter(({ type, stated }) => type === 'AWS::IAM::UserToGroupAddition' && listOf(stated.Users).includes(name));
    return [...users.flatMap(({ stated }) => listOf(stated.Groups)), ...additions.map(({ stated }) => String(stated.GroupName))];
  }

  private writtenIn(resource: Resource): readonly PolicyStatement[] {
    const policies = this.application().iamPolicies.filter(({ location }) => isSameResource(location, resource.location));
    return policies.flatMap(({ statements }) => statements);
  }
}

/** An action as policies name it. */
function nameOf({ service = 'cloudfront', action }: WantedCall): string {
  return `${service}:${action}`;
}

function applies(statement: PolicyStatement, call: WantedCall): boolean {
  const values: { readonly [key: string]: string | undefined } = {
    'aws:securetransport': String(call.secure),
    'aws:sourceip': call.sourceIp,
    'aws:useragent': call.userAgent,
    'aws:currenttime': new Date(call.time).toISOString(),
    'aws:epochtime': String(Math.floor(call.time / 1000)),
  };
  return isAboutAction(statement, nameOf(call)) && isAboutResource(statement, call.resource) && conditionsHold(statement, (key) => values[key]);
}

/** What a policy that AWS provides says. */
function provided(arn: string): PolicyStatement[] {
  const actions = AWS_POLICIES[arn];
  const location = { template: '', logicalId: arn, path: '' };
  return actions === undefined ? [] : [{ location, stated: {}, effect: 'Allow', principals: {}, actions, notActions: [], resources: ['*'], conditions: {} }];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(isKnown).map(String) : [];
}
