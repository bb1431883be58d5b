import { Application, isSameResource, ResourceReference } from '../config';
import { readTemplates, TemplateSource } from '../template';

/** A resource as the control API has made it. */
export interface Change extends ResourceReference {
  readonly type: string;
  /** Its properties as CloudFormation has them, without any function; undefined when it is deleted. */
  readonly properties: { readonly [property: string]: unknown } | undefined;
  /** What its maker calls it, so that a request that is repeated is known as such. */
  readonly callerReference: string | undefined;
  /** The version of the API by which it was made so. */
  readonly apiVersion: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** The template of what the API creates. No stack has this name. */
export const CREATED = 'control API';

/** The condition of resources that are deleted. They stay where they were, for what refers to them. */
const DELETED = { name: 'deleted by the control API', never: { 'Fn::Equals': ['', 'never'] } };

/** What the templates say and what the control API has made of it since. One that is changed is another one. */
export class ChangedTemplates {
  /** The templates with the changes. */
  public readonly sources: readonly TemplateSource[];
  private read: Application | undefined;

  /**
   * @param stated   the templates as they were found
   * @param changes  the latest last; each stands for its resource whatever the earlier ones say
   * @param created  how many resources the API has ever created, with those that are deleted
   */
  public constructor(
    private readonly stated: readonly TemplateSource[], private readonly changes: readonly NotedChange[] = [], private readonly created = 0,
  ) {
    this.sources = changes.length === 0 ? stated : withChanges(stated, changes);
  }

  /** What the templates say with the changes. */
  public get application(): Application {
    return this.read ??= readTemplates(this.sources);
  }

  /** The logical id for one more resource: none was called so before. */
  public nextLogicalId(type: string): string {
    return `${type.slice(type.lastIndexOf(':') + 1)}${this.created + 1}`;
  }

  /** The same with one more change. */
  public with(change: Change): ChangedTemplates {
    const isNew = change.template === CREATED && this.changeOf(change) === undefined;
    const noted = { ...change, over: JSON.stringify(resourceOf(this.stated, change)), revision: (this.changeOf(change)?.revision ?? 0) + 1 };
    return new ChangedTemplates(this.stated, [...this.changes.filter((other) => !isSameResource(other, change)), noted], this.created + (isNew ? 1 : 0));
  }

  /**
   * The same changes over other templates. Where a template says another thing of a resource than when it was changed,
   * the template wins, as at a deployment by CloudFormation.
   */
  public over(stated: readonly TemplateSource[]): ChangedTemplates {
    const kept = this.changes.filter((change) => change.template === CREATED || JSON.stringify(resourceOf(stated, change)) === change.over);
    return new ChangedTemplates(stated, kept, this.created);
  }

  /** What the API did to a resource last. */
  public changeOf(resource: ResourceReference): NotedChange | undefined {
    return this.changes.find((change) => isSameResource(change, resource));
  }

  /** What was created under a caller reference, also when it is deleted since. */
  public createdAs(type: string, callerReference: string): Change | undefined {
    return this.changes.find((change) => change.type === type && change.callerReference === callerReference);
  }
}

/** A change with what is needed to hold it against templates that are read anew. */
export interface NotedChange extends Change {
  /** What the template said of the resource then, as JSON. */
  readonly over: string | undefined;
  /** How many changes the resource has had. */
  readonly revision: number;
}

function withChanges(stated: readonly TemplateSource[], changes: readonly Change[]): TemplateSource[] {
  const changed = stated.map((source) => changes.filter(({ template }) => template === source.name).reduce(withChange, source));
  return [...changed, changes.filter(({ template }) => template === CREATED).reduce(withChange, { name: CREATED, template: { Resources: {} } })];
}

type Template = { readonly Conditions?: object; readonly Resources: { readonly [logicalId: string]: object } };

function withChange(source: TemplateSource, { logicalId, type, properties }: Change): TemplateSource {
  const template = source.template as Template;
  const before = template.Resources[logicalId];
  const resource = properties === undefined ? { ...before, Type: type, Condition: DELETED.name } : { ...before, Type: type, Properties: properties };
  const Conditions = properties === undefined ? { ...template.Conditions, [DELETED.name]: DELETED.never } : template.Conditions;
  return { ...source, template: { ...template, ...(Conditions && { Conditions }), Resources: { ...template.Resources, [logicalId]: resource } } };
}

function resourceOf(sources: readonly TemplateSource[], { template, logicalId }: ResourceReference): unknown {
  return (sources.find(({ name }) => name === template)?.template as Template | undefined)?.Resources?.[logicalId];
}
