import { Problem, UNKNOWN } from '../config';
import { ATTRIBUTES, ResourceIdentity } from './attributes';
import { Conditions } from './conditions';
import { askedFor } from './cross-region';
import { INTRINSICS, intrinsicOf } from './intrinsics';
import { generatedName, LOCAL_ACCOUNT, LOCAL_REGION, placeholderHost } from './local-values';
import { isNestedStack, outputOf, parameterOf } from './nested-stacks';
import { isTooDeep, MAXIMUM_DEPTH } from './nesting';
import { ReadOptions, TemplateSource } from './source';

/** What `AWS::NoValue` resolves to; properties and list items that have it are left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Json = { readonly [key: string]: unknown };

/** A plain object, or none. */
export function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** Own properties only: a key such as `__proto__` or `constructor` is never found by inheritance. */
export function property(object: Json | undefined, key: string): unknown {
  return object !== undefined && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

/** An own property that is a string; empty where it is anything else. */
export function textProperty(object: Json | undefined, key: string): string {
  const value = property(object, key);
  return typeof value === 'string' ? value : '';
}

/** Resolves the intrinsic functions of one template. */
export class Resolver {
  public readonly resources: Json;
  public readonly mappings: Json;
  private readonly parameters: Json;
  private readonly conditions: Conditions;
  private readonly resolving: string[] = [];
  private readonly references = new Map<string, unknown>();
  private depth = 0;

  public constructor(
    public readonly source: TemplateSource,
    public readonly options: ReadOptions,
    private readonly imports: (name: string) => unknown,
    private readonly problems: Problem[],
  ) {
    const document = objectOf(source.template);
    this.resources = objectOf(property(document, 'Resources')) ?? {};
    this.mappings = objectOf(property(document, 'Mappings')) ?? {};
    this.parameters = objectOf(property(document, 'Parameters')) ?? {};
    this.conditions = new Conditions(this, this.readable(objectOf(property(document, 'Conditions')) ?? {}));
  }

  /** The value with every intrinsic function resolved; `UNKNOWN` in the place of what cannot be. */
  public resolve(value: unknown): unknown {
    if (typeof value === 'string') return value.includes('{{resolve:') ? UNKNOWN : value;
    if (typeof value !== 'object' || value === null) return value;
    if (this.depth >= MAXIMUM_DEPTH) {
      this.report(`A value is nested more than ${MAXIMUM_DEPTH} levels deep.`, 'Flatten it; CloudFormation does not take it either.');
      return UNKNOWN;
    }
    this.depth++;
    try {
      if (Array.isArray(value)) return value.map((item) => this.resolve(item)).filter((item) => item !== NO_VALUE);
      const name = intrinsicOf(value as Json);
      return name === undefined ? this.object(value as Json) : INTRINSICS[name]((value as Json)[name], this);
    } finally {
      this.depth--;
    }
  }

  /** The value of `Ref`. */
  public ref(name: string): unknown {
    if (name.startsWith('AWS::')) return this.pseudoParameter(name);
    if (property(this.parameters, name) !== undefined) return this.parameter(name);
    return this.attribute(name, undefined);
  }

  /** The value of `Fn::GetAtt`, or of `Ref` when no attribute is named. */
  public attribute(logicalId: string, attribute: string | undefined): unknown {
    const key = attribute === undefined ? logicalId : `${logicalId}.${attribute}`;
    if (this.references.has(key)) return this.references.get(key);
    if (this.resolving.includes(key)) {
      this.report(`References run in a circle: ${[...this.resolving.slice(this.resolving.indexOf(key)), key].join(' → ')}.`, 'Break the circle.');
      return UNKNOWN;
    }
    this.resolving.push(key);
    try {
      const value = this.attributeOf(logicalId, attribute);
      this.references.set(key, value);
      return value;
    } finally {
      this.resolving.pop();
    }
  }

  public condition(name: string): boolean {
    return this.conditions.holds(name);
  }

  /** The conditions of this template, for those who look at every outcome. */
  public get allConditions(): Conditions {
    return this.conditions;
  }

  public importValue(name: string): unknown {
    const value = this.imports(name);
    return value === undefined ? this.unknown(name, 'import') : value;
  }

  /** A property of a resource, with local values for what only a deployment knows: for those who look at its form alone. */
  public locally(logicalId: string, name: string): unknown {
    const local = new Resolver(this.source, { ...this.options, unknownEnvironment: false }, this.imports, []);
    return local.resolve(property(objectOf(property(objectOf(property(this.resources, logicalId)), 'Properties')), name));
  }

  /** Says what is wrong; `logicalId` is the resource where it is, when that is known. */
  public report(says: string, fix: string, logicalId = ''): void {
    if (this.problems.some((p) => p.says === says && p.location.template === this.source.name)) return;
    this.problems.push({ location: { template: this.source.name, logicalId, path: '' }, says, fix });
  }

  /** The definitions, with false in the place of those that are nested too deep to be read. */
  private readable(definitions: Json): Json {
    const kept: { [name: string]: unknown } = Object.create(null);
    for (const name of Object.keys(definitions)) {
      kept[name] = isTooDeep(definitions[name]) ? false : definitions[name];
      if (kept[name] === false) this.report(`The condition "${name}" is nested more than ${MAXIMUM_DEPTH} levels deep.`, 'Flatten it; CloudFormation does not take it either.');
    }
    return kept;
  }

  private object(value: Json): unknown {
    const result: { [key: string]: unknown } = Object.create(null);
    for (const key of Object.keys(value)) {
      const resolved = this.resolve(value[key]);
      if (resolved !== NO_VALUE) result[key] = resolved;
    }
    return result;
  }

  private attributeOf(logicalId: string, attribute: string | undefined): unknown {
    const resource = objectOf(property(this.resources, logicalId));
    if (resource === undefined && this.isTransformed) return this.unknown(logicalId, attribute ?? 'ref');
    if (resource === undefined) {
      const what = attribute === undefined ? 'Ref' : 'Fn::GetAtt';
      this.report(`${what} names "${logicalId}", which is neither a resource nor a parameter of the template.`, 'Correct the name, or add the resource.');
      return UNKNOWN;
    }
    const type = textProperty(resource, 'Type');
    const asked = attribute === undefined ? undefined : askedFor(type, objectOf(property(resource, 'Properties')) ?? {}, attribute);
    if (asked !== undefined) return this.importValue(asked);
    const output = attribute !== undefined && isNestedStack(type) ? this.imports(outputOf({ template: this.source.name, logicalId }, attribute)) : undefined;
    if (output !== undefined) return output;
    const known = ATTRIBUTES[type];
    const value = attribute === undefined ? known?.ref : property(known?.attributes as Json | undefined, attribute);
    if (typeof value === 'function') return value(this.identity(logicalId, resource));
    return this.unknown(logicalId, attribute ?? 'ref');
  }

  /** Whether CloudFormation runs macros, such as that of the Serverless Application Model, which add resources. */
  private get isTransformed(): boolean {
    return property(objectOf(this.source.template), 'Transform') !== undefined;
  }

  private identity(logicalId: string, resource: Json): ResourceIdentity {
    const properties = objectOf(property(resource, 'Properties'));
    return {
      template: this.source.name,
      logicalId,
      region: this.source.region ?? LOCAL_REGION,
      text: (name) => {
        const value = this.resolve(property(properties, name));
        return typeof value === 'string' && value !== '' ? value : undefined;
      },
    };
  }

  public isParameter(name: string): boolean {
    return property(this.parameters, name) !== undefined;
  }

  /** The values that a parameter may have, where the template lists them. */
  public allowedValues(name: string): readonly string[] | undefined {
    const allowed = property(objectOf(property(this.parameters, name)), 'AllowedValues');
    return Array.isArray(allowed) ? allowed.map(String) : undefined;
  }

  /** The value of a parameter without anything given for it; `UNKNOWN` where it has no default. */
  public defaultOf(name: string): unknown {
    const value = property(objectOf(property(this.parameters, name)), 'Default');
    return value === undefined ? UNKNOWN : this.valueOfParameter(name, value);
  }

  /** What a parameter is when its text is known: a list where its type is one, and `UNKNOWN` where the text only names the value. */
  public valueOfParameter(name: string, text: unknown): unknown {
    const type = textProperty(objectOf(property(this.parameters, name)), 'Type');
    if (text === undefined || type.startsWith('AWS::SSM')) return UNKNOWN;
    return /^(List<|CommaDelimitedList)/.test(type) && typeof text === 'string' ? text.split(',').map((item) => item.trim()) : text;
  }

  /** Whether some parameters are supposed to have other values than their defaults. */
  public get supposes(): boolean {
    return Object.keys(this.options.supposed ?? {}).length > 0;
  }

  private parameter(name: string): unknown {
    const given = this.options.parameters === undefined ? undefined : property(this.options.parameters, name);
    if (given !== undefined) return given;
    const supposed = this.options.supposed === undefined ? undefined : property(this.options.supposed, `${this.source.name}/${name}`);
    const handed = this.handed(name);
    if (handed !== undefined) return supposed ?? this.valueOfParameter(name, handed);
    const value = supposed ?? this.defaultOf(name);
    // An empty text stands for what a deployment gives, or goes with another parameter that is empty, too.
    return value === '' && this.options.unknownEnvironment ? UNKNOWN : value;
  }

  /** What the stack around a nested one gives for a parameter. */
  private handed(name: string): unknown {
    const { nestedIn } = this.source;
    return nestedIn === undefined || property(nestedIn.parameters, name) === undefined ? undefined : this.imports(parameterOf(nestedIn, name));
  }

  /** The value of a parameter that the stack around a nested one gives as a constant. */
  public constant(name: string): string | undefined {
    const value = property(this.source.nestedIn?.parameters, name);
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  }

  private pseudoParameter(name: string): unknown {
    const known = !this.options.unknownEnvironment;
    switch (name) {
      case 'AWS::NoValue': return NO_VALUE;
      case 'AWS::Region': return this.source.region ?? (known ? LOCAL_REGION : UNKNOWN);
      case 'AWS::AccountId': return this.source.account ?? (known ? LOCAL_ACCOUNT : UNKNOWN);
      case 'AWS::Partition': return 'aws';
      case 'AWS::URLSuffix': return 'amazonaws.com';
      case 'AWS::StackName': return this.source.stackName ?? (known ? this.source.name : UNKNOWN);
      case 'AWS::StackId': return known ? `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/${this.source.name}/${generatedName(this.source.name, 'stack')}` : UNKNOWN;
      case 'AWS::NotificationARNs': return known ? [] : UNKNOWN;
      default:
        this.report(`"${name}" is no pseudo parameter of CloudFormation.`, 'Correct the name.');
        return UNKNOWN;
    }
  }

  /** Something that only AWS knows: unknown to rules, a placeholder for the edge. */
  private unknown(name: string, attribute: string): unknown {
    if (this.options.unknownEnvironment) return UNKNOWN;
    const host = placeholderHost(this.source.name, name, attribute);
    return /url$/i.test(attribute) ? `https://${host}/` : host;
  }
}
