/** What a host name of Amazon S3 says. */
export interface S3HostName {
  readonly bucket: string;
  /** Undefined for the global endpoint. */
  readonly region: string | undefined;
  /** Whether it is a static website endpoint, which CloudFront treats as a custom origin. */
  readonly website: boolean;
}

const REST = /^(.+)\.s3(?:[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?$/i;
const WEBSITE = /^(.+)\.s3-website[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/i;

/** The endpoint in Northern Virginia alone, from the time when `us-east-1` was US Standard. */
const EXTERNAL = /^(.+)\.s3-external-1\.amazonaws\.com$/i;

/** Reads a host name of Amazon S3; undefined for any other host. */
export function s3HostName(host: string): S3HostName | undefined {
  const website = WEBSITE.exec(host);
  if (website) return { bucket: website[1], region: website[2].toLowerCase(), website: true };
  const external = EXTERNAL.exec(host);
  if (external) return { bucket: external[1], region: 'us-east-1', website: false };
  const rest = REST.exec(host);
  return rest ? { bucket: rest[1], region: rest[2]?.toLowerCase(), website: false } : undefined;
}
