import { objectOf, property, Resolver } from './resolver';

type Json = { readonly [key: string]: unknown };

/** What a condition turns on: a value that is compared with constants, or something that may be either way. */
export interface Variable {
  /** Tells variables apart: the compared expression. */
  readonly key: string;
  /** The constants that it is compared with; empty for something that is true or false. */
  readonly constants: string[];
}

/** The values of variables in one outcome. A value that equals no constant is `undefined`. */
export type Assignment = ReadonlyMap<string, string | undefined>;

/** The conditions of one template. */
export class Conditions {
  private readonly outcomes = new Map<string, boolean>();
  private readonly evaluating = new Set<string>();

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
    const found = new Map<string, Variable>();
    const note = (left: unknown, right: unknown): boolean => {
      const comparison = comparisonOf(left, right);
      if (comparison === undefined) return false;
      const variable = found.get(comparison.key) ?? { key: comparison.key, constants: [] };
      found.set(comparison.key, variable);
      if (comparison.constant !== undefined && !variable.constants.includes(comparison.constant)) variable.constants.push(comparison.constant);
      return false;
    };
    for (const name of this.names) this.visit(this.definitions[name], note);
    return [...found.values()];
  }

  /** The outcome of every condition under an assignment of the variables. */
  public under(assignment: Assignment): { [condition: string]: boolean } {
    const outcomes: { [condition: string]: boolean } = {};
    const pending = new Set<string>();
    const equal = (left: unknown, right: unknown): boolean => {
      const comparison = comparisonOf(left, right);
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

  private visit(definition: unknown, note: (left: unknown, right: unknown) => boolean): void {
    const object = objectOf(definition);
    for (const operator of Object.keys(object ?? {})) {
      const operands = object![operator];
      if (!Array.isArray(operands)) continue;
      if (operator === 'Fn::Equals') note(operands[0], operands[1]);
      else operands.forEach((operand) => this.visit(operand, note));
    }
  }
}

/** What an `Fn::Equals` turns on; nothing when both sides are constants. */
function comparisonOf(left: unknown, right: unknown): { key: string; constant: string | undefined } | undefined {
  const [leftIsConstant, rightIsConstant] = [typeof left !== 'object', typeof right !== 'object'];
  if (leftIsConstant && rightIsConstant) return undefined;
  if (rightIsConstant) return { key: JSON.stringify(left), constant: String(right) };
  if (leftIsConstant) return { key: JSON.stringify(right), constant: String(left) };
  return { key: JSON.stringify([left, right]), constant: undefined };
}
