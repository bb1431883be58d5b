import { at, isKnown, s3HostName, Stated, StreamingDistribution, Value } from '../config';
import { Rule, RuleSet, Subjects } from './rule';

/** What CloudFormation requires, by the part that it stands in; the empty part is the configuration itself. */
const REQUIRED: { readonly [part: string]: readonly string[] } = {
  '': ['Comment', 'Enabled', 'S3Origin', 'TrustedSigners'],
  'S3Origin': ['DomainName', 'OriginAccessIdentity'],
  'TrustedSigners': ['Enabled'],
  'Logging': ['Bucket', 'Enabled', 'Prefix'],
};

/** Properties that say something empty by an empty text, and so are the ones that are forgotten. */
const EMPTY_TEXT = ['Comment', 'OriginAccessIdentity', 'Prefix'];

const MOST_SIGNERS = 5;

const REGIONAL_NAME = 'BUCKET.s3.REGION.amazonaws.com';

/** What makes a host something else than the name of a bucket. The first that applies is reported. */
const NOT_A_BUCKET: readonly { readonly looks: RegExp; readonly says: string; readonly fix: string }[] = [
  { looks: /\.s3-website[.-]/, says: 'the website of a bucket is a custom origin, from which RTMP is not streamed', fix: `name the bucket itself, ${REGIONAL_NAME}` },
  { looks: /^s3[^/]*\/./, says: 'a bucket is not named in S3\'s path style', fix: `write ${REGIONAL_NAME}` },
  { looks: /^[^.]+$/, says: 'a bucket is named by its domain name', fix: `write ${REGIONAL_NAME}` },
  { looks: /./, says: 'RTMP is streamed from an S3 bucket alone, named by S3\'s own domain name', fix: `put the files into a bucket and give its name, ${REGIONAL_NAME}` },
];

const STREAM_BY_RTMP = 'stream by an RTMP distribution, as far as there is one; over HTTP, let players download the files';

function isStreamingPath(path: Value<string>): boolean {
  return isKnown(path) && /^\/?cfx\/st(\/|$)/.test(path);
}

function partOf(site: StreamingDistribution, part: string): Stated | undefined {
  const stated = part === '' ? site.stated : site.stated[part];
  return isKnown(stated) && typeof stated === 'object' && stated !== null ? stated as Stated : undefined;
}

function domainNameOf({ s3DomainName }: StreamingDistribution): string | undefined {
  return isKnown(s3DomainName) && s3DomainName !== '' && !s3DomainName.includes('{{') ? s3DomainName : undefined;
}

const streamingDistribution: readonly Rule<Subjects['streamingDistribution']>[] = [
  {
    id: 'rtmp-retired',
    level: 'warning',
    spec: ['RTM-145'],
    editions: ['current'],
    says: 'AWS retired RTMP distributions on 31 December 2020: CloudFront makes no new ones',
    *check({ location }) {
      yield { at: { ...location, path: '' }, fix: 'serve the media by a web distribution, with HLS or progressive download; rehearse RTMP locally only' };
    },
  },
  {
    id: 'rtmp-required',
    level: 'error',
    spec: ['RTM-145'],
    says: 'an RTMP distribution states what CloudFormation requires, even where it is empty',
    *check(site) {
      for (const [part, properties] of Object.entries(REQUIRED)) {
        const stated = partOf(site, part);
        for (const name of stated === undefined ? [] : properties) {
          if (stated![name] !== undefined && stated![name] !== null) continue;
          const fix = EMPTY_TEXT.includes(name) ? `write ${name}: '' for none` : 'state it';
          yield { at: at(site, part === '' ? name : `${part}.${name}`), says: `${name} is missing`, fix };
        }
      }
    },
  },
  {
    id: 'rtmp-origin-bucket',
    level: 'error',
    spec: ['DST-015', 'DST-036', 'ORG-044', 'RTM-002', 'RTM-003', 'RTM-054', 'RTM-055', 'RTM-056', 'RTM-057'],
    apiError: 'InvalidOrigin',
    says: 'the origin of an RTMP distribution is an S3 bucket',
    *check(site) {
      const got = domainNameOf(site);
      if (got === undefined || s3HostName(got)?.website === false) return;
      const { says, fix } = NOT_A_BUCKET.find(({ looks }) => looks.test(got))!;
      yield { at: at(site, 'S3Origin.DomainName'), got, says, fix };
    },
  },
  {
    id: 'rtmp-bucket-name',
    level: 'error',
    spec: ['RTM-058', 'RTM-059', 'MED-083'],
    apiError: 'InvalidArgument',
    says: 'the name of a bucket for streaming is a DNS name: lower-case letters, digits, hyphens and dots, 3 to 63 characters',
    *check(site) {
      const got = domainNameOf(site);
      const bucket = got === undefined ? undefined : s3HostName(got)?.bucket;
      if (bucket !== undefined && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
        yield { at: at(site, 'S3Origin.DomainName'), got, fix: 'move the media to a bucket with a DNS-compatible name' };
      }
    },
  },
  {
    id: 'rtmp-signers-missing',
    level: 'error',
    spec: ['RTM-098'],
    says: 'an RTMP distribution that is restricted to signed URLs says who may sign',
    *check(site) {
      const isRestricted = String(partOf(site, 'TrustedSigners')?.Enabled).toLowerCase() === 'true';
      if (isRestricted && isKnown(site.trustedSigners) && site.trustedSigners.length === 0) {
        yield { at: at(site, 'TrustedSigners.AwsAccountNumbers'), says: 'TrustedSigners is enabled without signers', fix: 'list self or account numbers, or write Enabled: false' };
      }
    },
  },
  {
    id: 'rtmp-signer-account',
    level: 'error',
    spec: ['RTM-102', 'RTM-103', 'RTM-105'],
    apiError: 'TrustedSignerDoesNotExist',
    says: 'a trusted signer is self, or an AWS account number of 12 digits; an IAM user cannot be one',
    *check(site) {
      for (const [i, got] of isKnown(site.trustedSigners) ? site.trustedSigners.entries() : []) {
        if (isKnown(got) && !/^(self|\d{12})$/i.test(got)) {
          yield { at: at(site, `TrustedSigners.AwsAccountNumbers[${i}]`), got, limit: 'self, or 12 digits', fix: 'give one account number for each item' };
        }
      }
    },
  },
  {
    id: 'rtmp-signer-count',
    level: 'error',
    spec: ['RTM-101', 'PRV-060'],
    apiError: 'TooManyTrustedSigners',
    says: 'an RTMP distribution has at most 5 trusted signers',
    *check(site) {
      const count = isKnown(site.trustedSigners) ? site.trustedSigners.length : 0;
      if (count > MOST_SIGNERS) yield { at: at(site, 'TrustedSigners.AwsAccountNumbers'), says: `it has ${count} signers; allowed: ${MOST_SIGNERS}`, fix: 'remove some' };
    },
  },
  {
    id: 'rtmp-logging-off',
    level: 'warning',
    spec: ['RTM-083'],
    says: 'a log bucket and a log prefix mean something only while logging is on',
    *check({ logging }) {
      if (logging?.enabled !== false) return;
      for (const [name, got] of [['Bucket', logging.bucket], ['Prefix', logging.prefix]] as const) {
        if (isKnown(got) && got !== '') yield { at: at(logging, name), got, fix: 'write Enabled: true, or leave it empty' };
      }
    },
  },
  {
    id: 'rtmp-log-bucket-origin',
    level: 'warning',
    spec: ['RTM-084'],
    says: 'access logs go to another bucket than the one that holds the media',
    *check({ logging, s3DomainName }) {
      const [logs, media] = [logging?.bucket, s3DomainName].map((name) => (isKnown(name) ? s3HostName(name)?.bucket : undefined));
      if (logging !== undefined && logs !== undefined && logs === media) yield { at: at(logging, 'Bucket'), got: logging.bucket, fix: 'log to a bucket of its own; distributions are told apart by prefix' };
    },
  },
];

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'rtmp-path-on-web-distribution',
    level: 'info',
    spec: ['RTM-010'],
    says: 'a web distribution does not stream Flash media: cfx/st is the application of RTMP distributions',
    *check({ cacheBehaviors, origins }) {
      for (const behavior of cacheBehaviors) {
        if (isStreamingPath(behavior.pathPattern)) yield { at: at(behavior, 'PathPattern'), got: behavior.pathPattern, fix: STREAM_BY_RTMP };
      }
      for (const origin of origins) {
        if (isStreamingPath(origin.path)) yield { at: at(origin, 'OriginPath'), got: origin.path, fix: STREAM_BY_RTMP };
      }
    },
  },
];

/** Rules about RTMP distributions alone; what they share with web distributions is with its subject. */
export const streamingRules: RuleSet = { distribution, streamingDistribution };
