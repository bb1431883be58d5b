import { DISTRIBUTION_CONFIG, DISTRIBUTION_SUMMARY } from './distribution-config';
import { Element, Properties } from './element';
import { readOldDistributionConfig, readOldStreamingDistributionConfig } from './old-configs';
import { STREAMING_DISTRIBUTION_CONFIG, STREAMING_DISTRIBUTION_SUMMARY } from './streaming-distribution-config';
import { XmlPart } from './xml';

/** One of the two kinds of distributions: how it is called, and what it has. */
export interface DistributionKind {
  /** Its path below the version of the API. */
  readonly path: string;
  readonly type: string;
  /** What people call it [DST-164]. */
  readonly word: 'web' | 'RTMP';
  /** The element that it is; the names of others begin with it. */
  readonly name: 'Distribution' | 'StreamingDistribution';
  /** The element and the property of its configuration. */
  readonly config: string;
  readonly elements: readonly Element[];
  /** The elements of a configuration that a list tells. */
  readonly summary: readonly Element[];
  /** Reads a configuration as versions before 2012-05-05 have it. */
  readonly readOld: (config: XmlPart) => Properties;
}

export const WEB: DistributionKind = {
  path: 'distribution',
  type: 'AWS::CloudFront::Distribution',
  word: 'web',
  name: 'Distribution',
  config: 'DistributionConfig',
  elements: DISTRIBUTION_CONFIG,
  summary: DISTRIBUTION_SUMMARY,
  readOld: readOldDistributionConfig,
};

export const RTMP: DistributionKind = {
  path: 'streaming-distribution',
  type: 'AWS::CloudFront::StreamingDistribution',
  word: 'RTMP',
  name: 'StreamingDistribution',
  config: 'StreamingDistributionConfig',
  elements: STREAMING_DISTRIBUTION_CONFIG,
  summary: STREAMING_DISTRIBUTION_SUMMARY,
  readOld: readOldStreamingDistributionConfig,
};
