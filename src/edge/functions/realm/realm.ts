import { bufferModule } from './buffer';
import { bytesOf } from './bytes';
import { cloudFrontModule } from './cloudfront';
import { connectionMethods } from './connection';
import { cryptoModule } from './crypto';
import { cwtModule } from './cwt';
import { Host } from './host';
import { limitLanguage } from './language';
import { querystringModule } from './querystring';
import { makeRunner, Run, Runner } from './runner';
import { addByteStrings } from './strings';
import { textCodecs } from './text-codecs';

/** Parts of a realm: each is a function that refers to nothing outside of itself, and so runs in any realm. */
const PARTS = {
  bytesOf, bufferModule, cryptoModule, querystringModule, cloudFrontModule, cwtModule, addByteStrings, textCodecs, limitLanguage, connectionMethods, makeRunner,
};

/** Runs inside the new realm, with the parts as they are there. */
function setUp(parts: typeof PARTS, given: Host, isFirst: boolean, language: string, makeProgram: (require: unknown) => () => unknown): Runner {
  // What a host function throws, if only since the stack is full, is an object of another realm.
  const guarded = <T>(call: () => T): T => {
    try {
      return call();
    } catch {
      throw new RangeError('the edge could not do this');
    }
  };
  const text = String;
  const host: Host = {
    recode: (value, from, to) => guarded(() => given.recode(text(value), text(from) as 'utf8', text(to) as 'utf8')),
    digest: (algorithm, data, key) => guarded(() => given.digest(text(algorithm), text(data), key === undefined ? undefined : text(key))),
    lookUp: (key) => guarded(() => given.lookUp(text(key))),
    store: () => guarded(() => given.store()),
  };
  const current: Run = { surroundings: { now: 0, eventType: '' }, logs: '', originCall: undefined, verdict: undefined, customData: undefined };
  const bytes = parts.bytesOf(host);
  const Buffer = isFirst ? undefined : parts.bufferModule(bytes);
  const modules: { [name: string]: unknown } = {
    crypto: parts.cryptoModule(host, bytes, (latin1) => (Buffer === undefined ? latin1 : Buffer.from(bytes.toArray(latin1)))),
    querystring: parts.querystringModule(host),
  };
  if (Buffer === undefined) {
    parts.addByteStrings(host, bytes);
  } else {
    modules.buffer = { Buffer };
    modules.cloudfront = parts.cloudFrontModule(host, bytes, current, parts.cwtModule(host, bytes, Buffer));
  }
  const { hasOwnProperty } = Object.prototype;
  const { apply } = Reflect;
  const { parse, stringify } = JSON;
  const load = (name: unknown) => {
    if (!apply(hasOwnProperty, modules, [text(name)])) throw new Error(`Cannot find module "${text(name)}"`);
    return modules[text(name)];
  };
  const runner = parts.makeRunner(current, makeProgram(load), { hasRawQueryString: !isFirst, connection: parts.connectionMethods(current) });
  parts.limitLanguage(parse(language), {
    now: () => current.surroundings.now,
    log: (line) => { current.logs += `${current.logs === '' ? '' : ','}${stringify(line)}`; },
    globals: isFirst ? {} : { Buffer, ...parts.textCodecs(host, bytes) },
  });
  return runner;
}

/** A script whose value makes a realm of the context that it runs in. */
export const REALM_SCRIPT = `(function () {
  'use strict';
  const parts = { ${Object.entries(PARTS).map(([name, part]) => `${name}: ${String(part)}`).join(',\n')} };
  return (${String(setUp)}).bind(undefined, parts);
})()`;

/** Makes a realm, as the script does: given what the edge does for it, whether it is one of runtime 1.0, what its language has, as JSON, and the program. */
export type MakeRealm = (host: Host, isFirst: boolean, language: string, makeProgram: unknown) => Runner;
