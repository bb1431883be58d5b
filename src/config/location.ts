/** Where in a template something is configured. */
export interface Location {
  /** The template's name, such as the stack's artifact id or the file's name. */
  readonly template: string;
  /** The logical id of the resource. */
  readonly logicalId: string;
  /** The path below the resource's `Properties`, such as `DistributionConfig.CacheBehaviors[2]`; empty for the resource itself. */
  readonly path: string;
}

/** A resource of the application that something refers to. */
export interface ResourceReference {
  readonly template: string;
  readonly logicalId: string;
}

/** Whether both refer to one resource; what is undefined refers to none. */
export function isSameResource(one: ResourceReference | undefined, other: ResourceReference | undefined): boolean {
  return one !== undefined && one.template === other?.template && one.logicalId === other.logicalId;
}

/** Where in a program something is made. Line and column count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A piece of configuration that knows where it is written. */
export interface Part {
  readonly location: Location;
  /**
   * What the template says here, property by property, with intrinsic functions resolved and
   * `UNKNOWN` in the place of what cannot be known. For rules about properties that have no field of their own.
   */
  readonly stated: Stated;
}

/** A resolved object of a template. Made without a prototype, so that any key is only a key. */
export type Stated = { readonly [property: string]: unknown };

/** The location of a property of a part. */
export function at(part: Part, property: string): Location {
  const { template, logicalId, path } = part.location;
  return { template, logicalId, path: path === '' ? property : `${path}.${property}` };
}
