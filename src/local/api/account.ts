import { createHash } from 'node:crypto';
import { ApiError } from './api-error';
import { CURRENT_VERSION } from './api-version';
import { objectOf, Properties } from './element';
import { requireDedicatedIps } from './named-certificates';
import { ApiRequest } from './operations';
import { requireAccepted } from './rule-check';
import { isKnown, knownOr, Resource } from '../../config';
import { Clock, Edge, History } from '../../edge';
import { ChangedTemplates, CREATED, NotedChange } from '../changed-templates';
import { AccountLimits, ServerCertificates } from '../iam/server-certificates';
import { continuousDeploymentOf, promoted } from '../promotion';

/** A resource of CloudFront: of a template, or made by the API. */
export interface Stored {
  readonly id: string;
  readonly resource: Resource;
  readonly change: NotedChange | undefined;
  /** What its maker calls it; CloudFormation makes one up for what templates have. */
  readonly callerReference: string;
  readonly etag: string;
}

/** What becomes of a resource. */
export interface Intended {
  readonly properties: Properties | undefined;
  readonly callerReference?: string;
  readonly request: Pick<ApiRequest, 'version'>;
}

export interface AccountOptions {
  readonly clock: Clock;
  readonly edge: Pick<Edge, 'status' | 'lastModified' | 'invalidate' | 'invalidations' | 'activeKeyPairs' | 'keyValueStores'>;
  readonly templates: History<ChangedTemplates>;
  /** The server certificates that distributions may name. */
  readonly certificates: Pick<ServerCertificates, 'obstacleTo'>;
  readonly limits: AccountLimits;
  /** Milliseconds until what is created is everywhere. */
  readonly deploymentTime: number;
  /** Runs the newest templates. */
  readonly deploy: () => Promise<void>;
}

/** What the API acts on: the resources of the templates, and what it has made of them. */
export class Account {
  public constructor(private readonly options: AccountOptions) {}

  public get edge(): AccountOptions['edge'] {
    return this.options.edge;
  }

  /** Of the account that has the distributions; empty where it is not known. */
  public get number(): string {
    return knownOr(this.newest.application.templates[0]?.account, '');
  }

  public get certificates(): AccountOptions['certificates'] {
    return this.options.certificates;
  }

  /** What reading operations tell, which may be behind what was done last [WEB-212]. */
  public get readable(): ChangedTemplates {
    return this.options.templates.readable;
  }

  /** What writing operations go by. */
  public get newest(): ChangedTemplates {
    return this.options.templates.newest;
  }

  /** When a resource was last changed, in milliseconds since the epoch. */
  public lastModified({ id, change }: Stored): number {
    return change?.time ?? this.edge.lastModified(id);
  }

  /** Whether a resource that the API has made is not yet everywhere. Distributions have a status of their own. */
  public isDeploying({ change }: Stored): boolean {
    return change !== undefined && this.options.clock.now() < change.time + this.options.deploymentTime;
  }

  /** Creates a resource of a type. */
  public async create(type: string, intended: Intended): Promise<Stored> {
    const logicalId = this.newest.nextLogicalId(type);
    await this.make({ template: CREATED, logicalId, type }, intended);
    return storedOf(this.newest, type).find(({ resource: { location } }) => location.template === CREATED && location.logicalId === logicalId)!;
  }

  /** Gives a resource other properties, or deletes it. */
  public async update({ resource: { location: { template, logicalId }, type }, callerReference }: Stored, intended: Intended): Promise<void> {
    await this.make({ template, logicalId, type }, { ...intended, callerReference });
  }

  /** Gives a distribution what its staging distribution tries out, and ends the continuous deployment. False when there is none. */
  public async promote(primaryId: string, apiVersion = CURRENT_VERSION): Promise<boolean> {
    const underWay = continuousDeploymentOf(this.newest.application, primaryId);
    if (underWay === undefined) return false;
    this.options.templates.add(promoted(this.newest, underWay, { apiVersion, time: this.options.clock.now() }));
    await this.options.deploy();
    return true;
  }

  private async make(target: Pick<NotedChange, 'template' | 'logicalId' | 'type'>, { properties, callerReference, request }: Intended): Promise<void> {
    const change = { ...target, properties, callerReference, apiVersion: request.version, time: this.options.clock.now() };
    const changed = this.newest.with(change);
    if (properties !== undefined) {
      requireAccepted(this.newest, changed, change);
      requireDedicatedIps(this.newest, changed, this.options.limits);
    }
    this.options.templates.add(changed);
    await this.options.deploy();
  }
}

/** The resources of a type that there are. */
export function storedOf(templates: ChangedTemplates, type: string): Stored[] {
  return templates.application.resources.filter((resource) => resource.type === type && isKnown(resource.ref)).map((resource) => {
    const id = String(resource.ref);
    const change = templates.changeOf(resource.location);
    const callerReference = change?.callerReference ?? `cloudformation-${id}`;
    return { id, resource, change, callerReference, etag: etagOf(id, resource, change) };
  });
}

/** Requires a caller to know the newest version of what it changes [DST-152]. @throws ApiError */
export function requireMatch({ etag }: Stored, { ifMatch }: ApiRequest): void {
  if (ifMatch === undefined || ifMatch === '') throw new ApiError('InvalidIfMatchVersion', 'If-Match is missing: give the ETag of the configuration that you have read');
  if (ifMatch.replace(/^"(.*)"$/, '$1') !== etag) throw new ApiError('PreconditionFailed', `If-Match is ${ifMatch}, but the configuration has been changed since: read it again`);
}

/** Whether another resource of CloudFront names an id: as it is, or at the end of a path or an ARN. */
export function isInUse(templates: ChangedTemplates, { id, resource }: Stored): boolean {
  const isOther = ({ location, type }: Resource) => type.startsWith('AWS::CloudFront::') && JSON.stringify(location) !== JSON.stringify(resource.location);
  return templates.application.resources.some((other) => isOther(other) && names(other.stated, id));
}

function names(value: unknown, id: string): boolean {
  if (typeof value === 'string') return value === id || value.endsWith(`/${id}`);
  if (Array.isArray(value)) return value.some((item) => names(item, id));
  return Object.values(objectOf(value) ?? {}).some((item) => names(item, id));
}

/** Another one for each version of a resource, also for one that says again what an earlier one said. */
function etagOf(id: string, { stated }: Resource, change: NotedChange | undefined): string {
  const digest = createHash('sha256').update(JSON.stringify([id, stated, change?.revision])).digest();
  return `E${[...digest.subarray(0, 13)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')}`;
}
