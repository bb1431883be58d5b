import { SourcePlace } from '../config';

/** A template as it was found, with what is known of its stack. */
export interface TemplateSource {
  /** The stack's name, or the file's. Where several stacks have one name, the ids of their artifacts. */
  readonly name: string;
  /** The name of the stack in its account and region, when it is known. */
  readonly stackName?: string;
  /** The parsed document. Anything: the reader reports what is no template. */
  readonly template: unknown;
  /** The file that it was read from. */
  readonly file?: string;
  /** The region of the stack, when it is known. */
  readonly region?: string;
  /** The account of the stack, when it is known. */
  readonly account?: string;
  /** Construct paths by logical id, where the template's metadata does not tell. */
  readonly constructPaths?: { readonly [logicalId: string]: string };
  /** Where the program makes the constructs, by logical id. */
  readonly creationPlaces?: { readonly [logicalId: string]: SourcePlace };
  /** Keys that stand twice in one object of the document, each with its line. The last one counts. */
  readonly repeatedKeys?: readonly string[];
  /** Directories or files of the stack's file assets, by asset hash. */
  readonly assets?: { readonly [hash: string]: string };
  /** The resource that makes the stack, where another stack does. */
  readonly nestedIn?: NestedStack;
}

/** A stack as a resource of another one. */
export interface NestedStack {
  /** The name of the template that has the resource. */
  readonly template: string;
  readonly logicalId: string;
  /** Values of the nested stack's parameters, as that template writes them. */
  readonly parameters: { readonly [name: string]: unknown };
}

/** How to read templates. */
export interface ReadOptions {
  /** @default 'current' */
  readonly edition?: 'current' | '2014-10-21';
  /** Values of template parameters, by name. @default - the parameters' own defaults */
  readonly parameters?: { readonly [name: string]: string };
  /** Outcomes of conditions, by `template/condition`. @default - as the parameters decide */
  readonly conditions?: { readonly [condition: string]: boolean };
  /** Values that parameters then have, by `template/parameter`, in the place of their defaults; `UNKNOWN` for any other value than the default. */
  readonly supposed?: { readonly [parameter: string]: unknown };
  /**
   * Leave account, region and everything else that only a deployment knows unknown, as rules need it.
   * Otherwise each gets a local value, the same on every run. @default false
   */
  readonly unknownEnvironment?: boolean;
}
