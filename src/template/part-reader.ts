import { HEADER_NAME, Location, NOT_IN_HEADER, Part, Problem, Stated, UNKNOWN, Value } from '../config';
import { objectOf, property } from './resolver';

/** Reads the properties of one object of a template, and reports those that are of the wrong kind. */
export class PartReader {
  /** What every part of the configuration has. An object with many properties is made much faster where it is spread behind them. */
  public readonly part: Part;

  public constructor(public readonly stated: Stated, public readonly location: Location, private readonly problems: Problem[]) {
    this.part = { location, stated };
  }

  /** Whether the property is written at all. */
  public has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** A text; numbers and booleans are taken as their texts, as CloudFormation does. */
  public text(name: string): Value<string> | undefined {
    return this.textOf(this.value(name), name);
  }

  /** A text that is the name of a header of HTTP. */
  public headerName(name: string): Value<string> | undefined {
    const text = this.text(name);
    return typeof text === 'string' && !HEADER_NAME.test(text) ? this.wrong(name, text, 'the name of a header') : text;
  }

  /** A text that is the value of a header of HTTP. */
  public headerValue(name: string): Value<string> | undefined {
    const text = this.text(name);
    return typeof text === 'string' && NOT_IN_HEADER.test(text) ? this.wrong(name, text, 'a text in one line of the characters that headers have') : text;
  }

  public number(name: string): Value<number> | undefined {
    const value = this.value(name);
    if (value === undefined || value === UNKNOWN || typeof value === 'number') return value as Value<number> | undefined;
    if (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value)) return Number(value);
    return this.wrong(name, value, 'a number');
  }

  public flag(name: string): Value<boolean> | undefined {
    const value = this.value(name);
    if (value === undefined || value === UNKNOWN || typeof value === 'boolean') return value as Value<boolean> | undefined;
    if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    return this.wrong(name, value, 'true or false');
  }

  /** A list of texts; empty when it is not written. One text alone counts as a list of one. */
  public texts(name: string): Value<readonly Value<string>[]> {
    const value = this.value(name);
    if (value === undefined) return [];
    if (value === UNKNOWN) return UNKNOWN;
    if (['string', 'number', 'boolean'].includes(typeof value)) return [String(value)];
    if (!Array.isArray(value)) return this.wrong(name, value, 'a list of texts');
    return value.map((item, i) => this.textOf(item, `${name}[${i}]`) ?? UNKNOWN);
  }

  /** A list of numbers; empty when it is not written. */
  public numbers(name: string): Value<readonly Value<number>[]> {
    const texts = this.texts(name);
    return texts instanceof Array ? texts.map((text) => (text === UNKNOWN ? UNKNOWN : Number(text))) : UNKNOWN;
  }

  /** An object below this one. */
  public child(name: string): PartReader | undefined {
    return this.childOf(this.value(name), name);
  }

  /** A list of objects below this one; one object alone counts as a list of one. What is no object is left out and reported. */
  public children(name: string): PartReader[] {
    const value = this.value(name);
    if (value === undefined || value === UNKNOWN) return [];
    if (!Array.isArray(value)) return [this.childOf(value, name)].flatMap((child) => child ?? []);
    return value.flatMap((item, i) => this.childOf(item, `${name}[${i}]`) ?? []);
  }

  /** An object below this one that stands for an empty one when it is not written. */
  public childOrEmpty(name: string): PartReader {
    return this.child(name) ?? new PartReader(Object.create(null), this.at(name), this.problems);
  }

  public at(name: string): Location {
    const { template, logicalId, path } = this.location;
    return { template, logicalId, path: path === '' ? name : `${path}.${name}` };
  }

  private value(name: string): unknown {
    const value = property(this.stated, name);
    return value === null ? undefined : value;
  }

  private textOf(value: unknown, name: string): Value<string> | undefined {
    if (value === undefined || value === UNKNOWN || typeof value === 'string') return value as Value<string> | undefined;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return this.wrong(name, value, 'a text');
  }

  private childOf(value: unknown, name: string): PartReader | undefined {
    if (value === undefined || value === UNKNOWN) return undefined;
    const object = objectOf(value);
    if (object !== undefined) return new PartReader(object, this.at(name), this.problems);
    this.wrong(name, value, 'an object');
    return undefined;
  }

  private wrong(name: string, value: unknown, wanted: string): typeof UNKNOWN {
    const shown = JSON.stringify(value)?.slice(0, 80);
    this.problems.push({ location: this.at(name), says: `${name} is ${shown}, where CloudFormation takes ${wanted}.`, fix: `Write ${wanted}.` });
    return UNKNOWN;
  }
}
