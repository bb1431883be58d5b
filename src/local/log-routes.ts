import { Logs, LogStore } from '../records';
import { ControlRoutes, refusal } from './control-api';

/** The operations of the control API about logs: what has been delivered where, and delivery at once. */
export function logRoutes(store: LogStore, logs: Pick<Logs, 'deliver'>): ControlRoutes {
  return {
    'GET /logs': () => {
      const buckets = store.bucketNames.map((name) => ({ name, files: store.files(name).map((key) => ({ key, size: store.bucket(name).get(key)!.size })) }));
      return { status: 200, body: { buckets, streams: store.streamNames.map((name) => ({ name, records: store.recordsOf(name) })) } };
    },
    'GET /logs/file': async (query) => {
      const { bucket = '', key = '' } = query as { readonly [name: string]: string };
      const isThere = store.bucketNames.includes(bucket) && store.files(bucket).includes(key);
      return isThere ? { status: 200, body: { bucket, key, text: await store.text(bucket, key) } } : refusal(404, `the bucket "${bucket}" has no log file "${key}"; GET /logs lists those that there are`);
    },
    'GET /logs/stream': (query) => {
      const { name = '', after = '0' } = query as { readonly [name: string]: string };
      if (!/^\d+$/.test(after)) return refusal(400, `after is ${after}; expected the number of records to leave out`);
      return { status: 200, body: { records: store.stream(name, Number(after)), next: store.recordsOf(name) } };
    },
    'POST /logs/delivery': async () => {
      await logs.deliver();
      return { status: 200, body: {} };
    },
  };
}
