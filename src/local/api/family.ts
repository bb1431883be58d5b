import { ChangedTemplates } from '../changed-templates';
import { Account, Stored, storedOf } from './account';
import { Element, objectOf, Properties, writeElements } from './element';
import { ManagedPolicy } from './managed-policies';
import { XmlElements } from './xml';

/** Resources that the API treats alike: policies, identities, access controls, keys, and VPC origins. */
export interface Family {
  /** Its path below the version of the API. */
  readonly path: string;
  readonly type: string;
  /** The element that one is; the names of others, and of errors, begin or end with it. */
  readonly name: string;
  /** What actions call it, but for those that get one. @default - its name */
  readonly actionName?: string;
  /** The element and the property of the configuration. */
  readonly config: string;
  readonly elements: readonly Element[];
  /** What AWS provides beside those of the account. @default - nothing */
  readonly managed?: readonly ManagedPolicy[];
  /** Whether the configuration is all that the resource of CloudFormation has. @default - it is one of its properties */
  readonly isWholeResource?: boolean;
  /** Whether the caller reference is a property of CloudFormation, too. @default false */
  readonly statesReference?: boolean;
  /** The element of which no two have the same. */
  readonly unique: 'Name' | 'CallerReference';
  /** What an update may change. @default - everything */
  readonly changeable?: readonly string[];
  /** Below the path of one, where updates go. @default '' */
  readonly updates?: '/config';
  /** The first version of the API that knows them. @default - all do */
  readonly since?: string;
  /** Error codes other than those made of the name. */
  readonly codes?: { readonly missing: string; readonly exists: string; readonly inUse: string };
  /** The code for an update of what is in use. @default - it can be updated */
  readonly updateInUse?: string;
  /** The element that a request to create one has around its configuration. @default - none */
  readonly request?: string;
  /** The status of what takes its time. @default - it is there at once */
  readonly accepted?: 202;
  /** What there is to tell beside id and configuration. */
  readonly facts: (member: Member, account: Account) => XmlElements;
  /** What a list tells. @default - the element as it is */
  readonly summary?: (member: Member, account: Account) => XmlElements;
}

/** One of a family: of a template, made by the API, or provided by AWS. */
export interface Member {
  readonly family: Family;
  readonly id: string;
  readonly config: Properties;
  readonly etag: string;
  /** Undefined for what AWS provides. */
  readonly stored: Stored | undefined;
  readonly templates: ChangedTemplates;
}

/** What AWS provides never changes. */
const MANAGED_ETAG = 'E23ZP02F085DFQ';

/** The members of a family, those that AWS provides first. */
export function membersOf(family: Family, templates: ChangedTemplates): Member[] {
  const managed = (family.managed ?? []).map(({ id, config }) => ({ family, id, config, etag: MANAGED_ETAG, stored: undefined, templates }));
  const own = storedOf(templates, family.type).map((stored) => {
    const config = { CallerReference: stored.callerReference, ...statedConfig(family, stored.resource.stated) };
    return { family, id: stored.id, config, etag: stored.etag, stored, templates };
  });
  return [...managed, ...own];
}

/** What a resource of a family states of its configuration. */
export function statedConfig({ isWholeResource = false, config }: Pick<Family, 'isWholeResource' | 'config'>, stated: Properties): Properties {
  return isWholeResource ? stated : objectOf(stated[config]) ?? {};
}

export function configOf({ family, config }: Member): XmlElements {
  return writeElements(config, family.elements);
}

export function documentOf(member: Member, account: Account): XmlElements {
  return { Id: member.id, ...member.family.facts(member, account), [member.family.config]: configOf(member) };
}
