/** Names, separated by spaces. */
type Names = string;

/** What a runtime of CloudFront Functions has of the language. */
export interface FunctionRuntimeFacts {
  readonly globals: Names;
  /** The members of an object, by its name, where that has more in newer editions of the language. */
  readonly members: { readonly [object: string]: Names };
}

const GLOBALS = 'Object Function Array String Number Boolean Math Date RegExp JSON Promise ArrayBuffer Uint8Array Int8Array Uint8ClampedArray Uint16Array Int16Array Uint32Array '
  + 'Int32Array Float32Array Float64Array Error EvalError InternalError RangeError ReferenceError SyntaxError TypeError URIError globalThis NaN Infinity undefined decodeURI '
  + 'decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt eval console';

const OBJECT = 'create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyNames getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal assign is '
  + 'setPrototypeOf entries values';

const OF_STRINGS = 'charAt charCodeAt concat indexOf lastIndexOf localeCompare match replace search slice split substr substring toLowerCase toLocaleLowerCase toUpperCase toLocaleUpperCase '
  + 'toString trim valueOf codePointAt endsWith includes repeat startsWith padStart padEnd trimStart trimEnd';

const OF_ARRAYS = 'length concat every filter forEach indexOf join lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice toString toLocaleString unshift copyWithin fill '
  + 'find findIndex includes';

const OF_TYPED_ARRAYS = 'length buffer byteLength byteOffset copyWithin fill join set slice subarray toString';

/** The members that a runtime has, those of ECMAScript 5.1 among them; every member of an object that is not listed here stays. */
const MEMBERS = {
  'Object': OBJECT,
  'Object.prototype': 'hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__',
  'String': 'fromCharCode fromCodePoint',
  'String.prototype': OF_STRINGS,
  'Number': 'EPSILON MAX_SAFE_INTEGER MIN_SAFE_INTEGER MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY isFinite isInteger isNaN isSafeInteger parseFloat parseInt',
  'Array': 'isArray of',
  'Array.prototype': OF_ARRAYS,
  'ArrayBuffer': 'isView',
  'ArrayBuffer.prototype': 'byteLength slice',
  'Promise': 'reject resolve',
  'TypedArray': '',
  'TypedArray.prototype': OF_TYPED_ARRAYS,
} as const;

/** By runtime, as CloudFront's guide lists it [FUN-073, FUN-075]. */
export const FUNCTION_RUNTIME_FACTS: { readonly [runtime: string]: FunctionRuntimeFacts } = {
  'cloudfront-js-1.0': {
    globals: `${GLOBALS} MemoryError`,
    members: { ...MEMBERS, 'String': `${MEMBERS.String} bytesFrom`, 'String.prototype': `${OF_STRINGS} fromBytes fromUTF8 toBytes toUTF8` },
  },
  'cloudfront-js-2.0': {
    globals: `${GLOBALS} Symbol DataView Buffer TextEncoder TextDecoder atob btoa`,
    members: {
      ...MEMBERS,
      'Object': `${OBJECT} getOwnPropertyDescriptors`,
      'String.prototype': `${OF_STRINGS} replaceAll`,
      'Promise': 'all allSettled any reject resolve race',
      'TypedArray': 'from of',
      'TypedArray.prototype': `${OF_TYPED_ARRAYS} every filter find findIndex forEach includes indexOf lastIndexOf map reduce reduceRight reverse some sort`,
    },
  },
};

/** The bounds of CloudFront Functions. */
export const FUNCTION_LIMITS = {
  /** Of what a run allocates, in bytes [FUN-037]. */
  memory: 2 * 1_024 * 1_024,
  /** Of what a run writes by console.log, in bytes [FUN-086]. */
  log: 10 * 1_024,
} as const;
