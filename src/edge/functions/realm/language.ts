/** What a runtime has, names separated by spaces. */
interface Language {
  readonly globals: string;
  readonly members: { readonly [object: string]: string };
}

/** What the edge adds to the language. */
interface Additions {
  readonly globals: { readonly [name: string]: unknown };
  /** Milliseconds since the epoch when the run began. */
  now(): number;
  log(text: string): void;
}

/**
 * Leaves of the language what a runtime has, and makes of it what CloudFront does: time stands still, and of the console only `log` is there.
 * Runs inside a realm, and so refers to nothing outside of itself.
 */
export function limitLanguage(language: Language, { now, log, globals }: Additions): void {
  const global = globalThis as unknown as { [name: string]: any };
  const names = (list: string) => list.split(' ');
  const define = (name: string, value: unknown) => Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });

  const Original = Date;
  const StillDate = function (this: unknown, ...args: any[]) {
    if (!(this instanceof StillDate)) return new Original(now()).toString();
    return args.length === 0 ? new Original(now()) : new (Original as any)(...args);
  } as unknown as DateConstructor;
  Object.defineProperty(StillDate, 'name', { value: 'Date' });
  Object.defineProperty(StillDate, 'prototype', { value: Original.prototype });
  Object.defineProperty(Original.prototype, 'constructor', { value: StillDate });
  StillDate.now = now;
  StillDate.parse = Original.parse;
  StillDate.UTC = Original.UTC;
  define('Date', StillDate);

  const { stringify } = JSON;
  const shown = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'object' && value !== null ? stringify(value) : String(value));
  define('console', { log: (value: unknown) => log(shown(value)) });

  for (const name of ['InternalError', 'MemoryError']) {
    define(name, class extends Error {});
    Object.defineProperty(global[name].prototype, 'name', { value: name, writable: true, configurable: true });
  }
  for (const name of Object.keys(globals)) define(name, globals[name]);

  // Another way to the call sites of this process would be a way out of the realm.
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
  delete (Error as any).captureStackTrace;

  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const keep = (object: any, kept: string) => {
    const own = [...names(kept), 'constructor', 'prototype', 'name', 'length', 'BYTES_PER_ELEMENT'];
    for (const name of Object.getOwnPropertyNames(object)) if (!own.includes(name)) delete object[name];
  };
  for (const path of Object.keys(language.members)) {
    const [name, member] = path.split('.');
    const object = name === 'TypedArray' ? TypedArray : global[name];
    keep(member === undefined ? object : object[member], language.members[path]);
  }
  const kept = names(language.globals);
  for (const name of Object.getOwnPropertyNames(global)) if (!kept.includes(name)) delete global[name];
  Object.defineProperty(global, 'Error', { value: Error, writable: false, configurable: false });
}
