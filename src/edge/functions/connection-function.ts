import { FunctionRun, FunctionRuntime } from './function-runtime';
import { KeyValueStores } from './key-value-stores';
import { Application, EDGE_CODE_LIMITS, functionName, isKnown, Value } from '../../config';

/** A certificate, as connection functions see it. */
export interface SeenCertificate {
  /** Bytes in hexadecimal, separated by colons. */
  readonly serialNumber: string;
  readonly issuer: string;
  readonly subject: string;
  /** In ISO 8601. */
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
  /** In Base64 for URLs. */
  readonly sha256Fingerprint: string;
}

/** What a connection function is told of a connection. */
export interface ConnectionEvent {
  /** Left out where the viewer has shown none. */
  readonly clientCertificate?: { readonly certificates: { readonly leaf: SeenCertificate } };
  readonly clientIp: string;
  /** The domain name of the distribution. */
  readonly endpoint: string;
  readonly distributionId: string;
  readonly connectionId: string;
}

/** What a connection function makes of a connection. */
export interface ConnectionDecision {
  /** A function that fails denies the connection, too. */
  readonly outcome: 'allowed' | 'denied' | 'failed';
  /** Why the viewer is not let in; undefined for one that is. */
  readonly reason?: string;
  /** What the record of the connection has of the function's own. */
  readonly customData?: string;
  /** What was written by console.log. */
  readonly logs: readonly string[];
}

/** A connection function, ready to run. */
export interface RunningConnectionFunction {
  readonly name: string;
  /** @param now milliseconds since the epoch */
  decide(event: ConnectionEvent, now: number): ConnectionDecision;
}

/** Makes a connection function ready; undefined for one that is not published, or whose code or runtime is not in the application. */
export function runningConnectionFunction(
  { connectionFunctions }: Application, id: Value<string> | undefined, stores: KeyValueStores,
): RunningConnectionFunction | undefined {
  const found = connectionFunctions.find((candidate) => candidate.id === id);
  if (found === undefined || found.autoPublish === false || !isKnown(found.code) || !isKnown(found.runtime)) return undefined;
  const { code, runtime, keyValueStoreArns: [storeArn] } = found;
  const name = functionName(found);
  const own = new FunctionRuntime({ name, code, runtime, store: isKnown(storeArn) ? stores.find(storeArn)?.data : undefined, handler: 'connectionHandler' });
  return {
    name,
    decide: (event, now) => {
      const run = own.run(event, { now, eventType: 'connection-request' });
      const reason = reasonAgainst(run);
      return {
        outcome: run.error === undefined ? run.verdict ?? 'denied' : 'failed',
        reason: reason === undefined ? undefined : `the connection function ${name} ${reason}`,
        customData: run.customData === undefined ? undefined : withinLimit(run.customData),
        logs: run.logs,
      };
    },
  };
}

/** Why a viewer is not let in after a run; undefined where it is. */
function reasonAgainst({ error, verdict }: FunctionRun): string | undefined {
  if (error !== undefined) return `failed: ${error.message}${error.line === undefined ? '' : `, in line ${error.line}`}`;
  if (verdict === undefined) return 'called neither allow nor deny, which denies the connection';
  return verdict === 'denied' ? 'denied the connection' : undefined;
}

/** What is kept of custom data: whole characters of UTF-8. */
function withinLimit(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(text).subarray(0, EDGE_CODE_LIMITS.customDataBytes), { stream: true });
}
