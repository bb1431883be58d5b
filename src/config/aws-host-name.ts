/** A service whose resources have host names of AWS that can be origins. Amazon S3 has `s3HostName`. */
export type AwsHostService = 'lambda' | 'api-gateway' | 'mediastore' | 'mediapackage' | 'mediapackagev2' | 'load-balancer' | 'instance' | 'cloudfront';

/** What a host name of AWS says. */
export interface AwsHostName {
  readonly service: AwsHostService;
  /** Undefined where the name has none. */
  readonly region: string | undefined;
}

const REGION = '([a-z]{2}(?:-[a-z]+)+-\\d)';

const SERVICES: readonly (readonly [AwsHostService, RegExp])[] = [
  ['lambda', pattern(`[a-z0-9]+\\.lambda-url\\.${REGION}\\.on\\.aws`)],
  ['api-gateway', pattern(`[a-z0-9-]+\\.execute-api\\.${REGION}\\.amazonaws\\.com(?:\\.cn)?`)],
  ['mediastore', pattern(`[a-z0-9-]+\\.data\\.mediastore\\.${REGION}\\.amazonaws\\.com`)],
  ['mediapackage', pattern(`[a-z0-9-]+\\.mediapackage\\.${REGION}\\.amazonaws\\.com`)],
  ['mediapackagev2', pattern(`[a-z0-9.-]+\\.mediapackagev2\\.${REGION}\\.amazonaws\\.com`)],
  ['load-balancer', pattern(`[a-z0-9-]+\\.${REGION}\\.elb\\.amazonaws\\.com(?:\\.cn)?`)],
  ['load-balancer', pattern(`[a-z0-9-]+\\.elb\\.${REGION}\\.amazonaws\\.com(?:\\.cn)?`)],
  ['instance', pattern(`ec2-[0-9-]+\\.${REGION}\\.compute\\.amazonaws\\.com(?:\\.cn)?`)],
  ['instance', pattern('ec2-[0-9-]+\\.compute-1\\.amazonaws\\.com')],
  ['cloudfront', pattern('[a-z0-9]+\\.cloudfront\\.net')],
];

/** Reads a host name that AWS gives to a resource; undefined for any other host. */
export function awsHostName(host: string): AwsHostName | undefined {
  for (const [service, names] of SERVICES) {
    const match = names.exec(host);
    if (match !== null) return { service, region: match[1]?.toLowerCase() };
  }
  return undefined;
}

function pattern(host: string): RegExp {
  return new RegExp(`^${host}$`, 'i');
}
