/** What the edge may ask of a realm. */
export interface Runner {
  /** Runs the program on an event, given as JSON, and what is around it. */
  run(event: string, surroundings: string): void;
  /** What has become of the last run, as JSON of an `Outcome`, also of one that was cut off. */
  outcome(): string;
}

/** What a run leaves. */
export interface Outcome {
  readonly state: 'running' | 'returned' | 'threw';
  /** What the handler returned; undefined for what is no value of JSON. */
  readonly value?: unknown;
  /** What was thrown: its text, and the stack where it has one. */
  readonly error?: { readonly text: string; readonly stack: string };
  readonly logs: readonly string[];
  /** The last call of a helper that says which origin is asked. */
  readonly originCall?: OriginCall;
  /** What a connection function said of the connection. */
  readonly verdict?: 'allowed' | 'denied';
  /** What it had put in the record of the connection, the last time. */
  readonly customData?: string;
}

/** A call of a helper that says which origin is asked. */
export interface OriginCall {
  readonly method: 'updateRequestOrigin' | 'selectRequestOriginById' | 'createRequestOriginGroup';
  readonly arguments: readonly unknown[];
}

/** What is around an event. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `viewer-request`, `viewer-response` or `connection-request`. */
  readonly eventType: string;
  /** Undefined where the URL has no question mark. */
  readonly rawQueryString?: string;
  readonly edgeLocation?: { readonly name: string; readonly serverIp: string; readonly region: string };
  readonly distributionTenant?: { readonly id: string; readonly parameters: { readonly [name: string]: string } };
}

/** What a run has at hand, and leaves. */
export interface Run {
  surroundings: Surroundings;
  /** Items of a JSON array. */
  logs: string;
  /** JSON. */
  originCall: string | undefined;
  verdict: Outcome['verdict'];
  /** JSON. */
  customData: string | undefined;
}

/** What a program has on its event, beside what the event says. */
export interface OnEvent {
  readonly hasRawQueryString: boolean;
  /** Completes the event of a connection function. */
  connection(event: object): void;
}

/**
 * Makes what runs a program again and again. Runs inside a realm, and so refers to nothing outside of itself.
 * `outcome` only puts texts together: it runs nothing that the program may have changed, so that it comes to an end.
 *
 * @param program evaluates the code of the function, and returns its handler, or the name of the handler that is missing
 */
export function makeRunner(current: Run, program: () => unknown, on: OnEvent): Runner {
  const { parse, stringify } = JSON;
  const { defineProperty } = Object;
  const { then } = Promise.prototype;
  const { apply } = Reflect;
  let state: Outcome['state'] = 'running';
  let value: string | undefined;
  let error: string | undefined;

  const threw = (thrown: unknown) => {
    state = 'threw';
    error = '{"text":"what cannot be shown","stack":""}';
    const isError = thrown instanceof Error;
    error = stringify({ text: isError ? `${thrown.name}: ${thrown.message}` : String(thrown), stack: isError ? String(thrown.stack) : '' });
  };
  const settle = (result: unknown) => {
    try {
      value = stringify(result);
      state = 'returned';
    } catch (thrown) {
      threw(thrown);
    }
  };

  return {
    run(event, surroundings) {
      state = 'running';
      value = error = current.originCall = current.verdict = current.customData = undefined;
      current.logs = '';
      current.surroundings = parse(surroundings);
      try {
        const input = parse(event);
        if (current.surroundings.eventType === 'connection-request') on.connection(input);
        else if (on.hasRawQueryString) defineProperty(input.request, 'rawQueryString', { value: () => current.surroundings.rawQueryString });
        const handler = program();
        if (typeof handler !== 'function') throw new ReferenceError(`"${handler as string}" is not defined`);
        const result = handler(input);
        if (result instanceof Promise) void apply(then, result, [settle, threw]);
        else settle(result);
      } catch (thrown) {
        threw(thrown);
      }
    },
    outcome() {
      const more = (name: string, json: string | undefined) => (json === undefined ? '' : `,"${name}":${json}`);
      return `{"state":"${state}","logs":[${current.logs}]${more('value', value)}${more('error', error)}${more('originCall', current.originCall)}`
        + `${more('verdict', current.verdict && `"${current.verdict}"`)}${more('customData', current.customData)}}`;
    },
  };
}
