import { UNKNOWN } from '../config';
import { referencesOf } from './references';
import { objectOf, property, Resolver } from './resolver';

type Json = { readonly [key: string]: unknown };

/** What a condition turns on: a value that is compared with constants, or something that may be either way. */
export interface Variable {
  /** Tells variables apart: the compared expression. */
  readonly key: string;
  /** The values between which a deployment decides. The last one, `undefined`, stands for all others. */
  readonly values: readonly (string | undefined)[];
}

/** An expression that conditions compare, and the constants with which they do; none for two expressions that may be equal. */
interface Compared {
  readonly key: string;
  readonly expression: unknown;
  readonly constants: string[];
  /** Its text when parameters have their defaults, where it has one then. */
  readonly usual: string | undefined;
}

/** The values of variables in one outcome. A value that equals no constant is `undefined`. */
export type Assignment = ReadonlyMap<string, string | undefined>;

/** The conditions of one template. */
export class Conditions {
  private readonly outcomes = new Map<string, boolean>();
  private readonly evaluating = new Set<string>();
  private found: readonly Compared[] | undefined;

  public constructor(private readonly resolver: Resolver, private readonly definitions: Json) {}

  public get names(): string[] {
    return Object.keys(this.definitions);
  }

  /** Whether a condition holds: as the options say, else as the template's parameters decide; an unknown comparison does not hold. */
  public holds(name: string): boolean {
    const { source, options } = this.resolver;
    const said = options.conditions?.[`${source.name}/${name}`];
    if (said !== undefined) return said;
    const decided = this.outcomes.get(name);
    if (decided !== undefined) return decided;
    if (this.evaluating.has(name)) return this.circle(name);
    this.evaluating.add(name);
    const outcome = this.evaluate(this.definition(name), (left, right) => this.equal(left, right), (other) => this.holds(other));
    this.evaluating.delete(name);
    this.outcomes.set(name, outcome);
    return outcome;
  }

  /** Reports conditions that rest on themselves or on nothing, whatever their outcomes are said to be. */
  public verify(): void {
    this.under(new Map());
  }

  /** What the conditions turn on. Comparisons of two constants turn on nothing. */
  public variables(): Variable[] {
    return this.compared.map(({ key, expression, constants }) => ({ key, values: constants.length === 0 ? ['true', undefined] : this.valuesOf(expression, constants) }));
  }

  /** What parameters are under an assignment, by `template/parameter`, where that is not as their defaults. */
  public supposedUnder(assignment: Assignment): { [parameter: string]: unknown } {
    const supposed: { [parameter: string]: unknown } = {};
    for (const { key, expression, constants, usual } of this.compared) {
      const assigned = assignment.get(key);
      const isUsual = usual !== undefined && (assigned === undefined ? !constants.includes(usual) : usual === assigned);
      for (const name of constants.length === 0 || isUsual ? [] : this.parametersIn(expression)) {
        supposed[`${this.resolver.source.name}/${name}`] = parameterIn(expression) === name ? this.resolver.valueOfParameter(name, assigned) : UNKNOWN;
      }
    }
    return supposed;
  }

  private get compared(): readonly Compared[] {
    this.found ??= this.findCompared();
    return this.found;
  }

  private findCompared(): Compared[] {
    const usually = new Resolver(this.resolver.source, {}, () => undefined, []);
    const found = new Map<string, Compared>();
    const note = (left: unknown, right: unknown): void => {
      const comparison = this.comparisonOf(left, right);
      if (comparison === undefined) return;
      const { key, expression, constant } = comparison;
      const compared = found.get(key) ?? { key, expression, constants: [], usual: textOf(usually.resolve(expression)) };
      found.set(key, compared);
      if (constant !== undefined && !compared.constants.includes(constant)) compared.constants.push(constant);
    };
    for (const name of this.names) this.visit(this.definitions[name], note);
    return [...found.values()];
  }

  /** The constants that an expression may be, and `undefined` where it may be something else. */
  private valuesOf(expression: unknown, constants: readonly string[]): (string | undefined)[] {
    const name = parameterIn(expression);
    const allowed = name === undefined ? undefined : this.resolver.allowedValues(name);
    if (allowed === undefined) return [...constants, undefined];
    const possible = constants.filter((constant) => allowed.includes(constant));
    return allowed.every((value) => constants.includes(value)) && possible.length > 0 ? possible : [...possible, undefined];
  }

  /** The parameters that an expression refers to. */
  private parametersIn(expression: unknown): string[] {
    return referencesOf({ Properties: expression }).filter((name) => this.resolver.isParameter(name));
  }

  /** The outcome of every condition under an assignment of the variables. */
  public under(assignment: Assignment): { [condition: string]: boolean } {
    const outcomes: { [condition: string]: boolean } = {};
    const pending = new Set<string>();
    const equal = (left: unknown, right: unknown): boolean => {
      const comparison = this.comparisonOf(left, right);
      return comparison === undefined ? this.equal(left, right) : assignment.get(comparison.key) === (comparison.constant ?? 'true');
    };
    const holds = (name: string): boolean => {
      const key = `${this.resolver.source.name}/${name}`;
      if (pending.has(name)) return this.circle(name);
      pending.add(name);
      outcomes[key] ??= this.evaluate(this.definition(name), equal, holds);
      pending.delete(name);
      return outcomes[key];
    };
    this.names.forEach(holds);
    return outcomes;
  }

  /** A condition that rests on itself does not hold. */
  private circle(name: string): false {
    this.resolver.report(`The condition "${name}" refers to itself.`, 'Break the circle.');
    return false;
  }

  private definition(name: string): unknown {
    const definition = property(this.definitions, name);
    if (definition === undefined) this.resolver.report(`The condition "${name}" is not defined.`, 'Define it under Conditions, or correct the name.');
    return definition;
  }

  private equal(left: unknown, right: unknown): boolean {
    const [a, b] = [this.resolver.resolve(left), this.resolver.resolve(right)];
    return (typeof a !== 'object' && typeof b !== 'object') ? String(a) === String(b) : false;
  }

  private evaluate(definition: unknown, equal: (left: unknown, right: unknown) => boolean, holds: (name: string) => boolean): boolean {
    const object = objectOf(definition);
    const [operator] = object === undefined ? [] : Object.keys(object);
    const argument = operator === undefined ? undefined : object![operator];
    const operands = Array.isArray(argument) ? argument : [];
    switch (operator) {
      case 'Fn::Equals': return equal(operands[0], operands[1]);
      case 'Fn::And': return operands.every((operand) => this.evaluate(operand, equal, holds));
      case 'Fn::Or': return operands.some((operand) => this.evaluate(operand, equal, holds));
      case 'Fn::Not': return !this.evaluate(operands[0], equal, holds);
      case 'Condition': return typeof argument === 'string' && holds(argument);
      default: return false;
    }
  }

  private visit(definition: unknown, note: (left: unknown, right: unknown) => void): void {
    const object = objectOf(definition);
    for (const operator of Object.keys(object ?? {})) {
      const operands = object![operator];
      if (!Array.isArray(operands)) continue;
      if (operator === 'Fn::Equals') note(operands[0], operands[1]);
      else operands.forEach((operand) => this.visit(operand, note));
    }
  }

  /** What an `Fn::Equals` turns on; nothing when both sides are constants. */
  private comparisonOf(left: unknown, right: unknown): { readonly key: string; readonly expression: unknown; readonly constant: string | undefined } | undefined {
    const [a, b] = [this.constantOf(left), this.constantOf(right)];
    if (a !== undefined && b !== undefined) return undefined;
    if (b !== undefined) return { key: JSON.stringify(left), expression: left, constant: b };
    if (a !== undefined) return { key: JSON.stringify(right), expression: right, constant: a };
    return { key: JSON.stringify([left, right]), expression: undefined, constant: undefined };
  }

  /** The text of a constant, or of something that is known of the stack, such as its region, or a parameter that another stack gives. */
  private constantOf(value: unknown): string | undefined {
    if (typeof value !== 'object') return String(value);
    const name = parameterIn(value);
    const known = name === undefined ? undefined : name.startsWith('AWS::') ? this.resolver.resolve(value) : this.resolver.constant(name);
    return typeof known === 'string' ? known : undefined;
  }
}

/** The parameter that an expression is, if it is one. */
function parameterIn(expression: unknown): string | undefined {
  const { Ref: name } = (objectOf(expression) ?? {}) as { readonly Ref?: unknown };
  return typeof name === 'string' ? name : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}
