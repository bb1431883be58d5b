import type { Run } from './runner';

/**
 * Gives a connection the methods by which a connection function decides on it. A connection that was denied stays denied.
 * Runs inside a realm, and so refers to nothing outside of itself.
 */
export function connectionMethods(current: Run): (connection: object) => void {
  const { defineProperties } = Object;
  const { stringify } = JSON;
  const text = String;
  const methods = {
    allow: { value: () => { current.verdict = current.verdict || 'allowed'; } },
    deny: { value: () => { current.verdict = 'denied'; } },
    logCustomData: { value: (data: unknown) => { current.customData = stringify(text(data)); } },
  };
  return (connection) => { defineProperties(connection, methods); };
}
