import { Application, isKnown } from '../config';
import { logBuckets, LogStore } from '../records';

/** What a user should know of where logs go, a line each: deliveries that lead nowhere, buckets whose log files stay in memory, and formats in which none are written. */
export function logNotices(application: Application, store: LogStore): string[] {
  const inMemory = logBuckets(application).filter((bucket) => !store.isDirectory(bucket));
  const parquet = application.logDeliveryDestinations.filter(({ outputFormat }) => isKnown(outputFormat) && outputFormat === 'parquet');
  const lost = application.logDeliveries.filter(({ source, destination }) => source?.distribution !== undefined && !isKnown(destination?.resourceArn));
  return [
    ...lost.map(({ location }) => `${location.logicalId}: nothing is delivered here, since the templates do not tell where to`),
    ...inMemory.map((bucket) => `the log files for the bucket ${bucket} are kept in memory; say where they go with --bucket ${bucket}=DIR`),
    ...parquet.map(({ location }) => `${location.logicalId}: log files are written as JSON here, in the place of Parquet`),
  ];
}
