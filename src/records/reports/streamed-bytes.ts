import { StreamedBytes } from './reports';
import type { StreamingRecord } from '../../streaming';

/** Makes of the running totals of connections what was sent between their events. */
export class StreamedBytesCounter {
  private readonly totals = new Map<string, number>();

  /** What was sent on a connection since its last event; undefined for one that leads to no distribution. */
  public since({ event, time, clientId, distributionId, edgeLocation, bytesSent }: StreamingRecord): StreamedBytes | undefined {
    const before = this.totals.get(clientId) ?? 0;
    if (event === 'disconnect') this.totals.delete(clientId);
    else this.totals.set(clientId, bytesSent);
    return distributionId === undefined ? undefined : { time, distributionId, edgeLocation, bytes: bytesSent - before };
  }
}
