import { Element, flag, items, list, part, text } from './element';

const TRUSTED_SIGNERS = part('TrustedSigners', [flag('Enabled', { required: true }), items('AwsAccountNumber', 'AwsAccountNumbers')], {
  required: true, otherwise: { Enabled: false, Quantity: 0 },
});

/** The elements of an RTMP distribution's configuration, in the order in which CloudFront writes them. */
export const STREAMING_DISTRIBUTION_CONFIG: readonly Element[] = [
  text('CallerReference', { required: true }),
  part('S3Origin', [text('DomainName', { required: true }), text('OriginAccessIdentity', { required: true, otherwise: '' })], { required: true }),
  list('Aliases', 'CNAME'),
  text('Comment', { required: true, otherwise: '' }),
  part('Logging', [flag('Enabled', { required: true }), text('Bucket', { required: true, otherwise: '' }), text('Prefix', { required: true, otherwise: '' })], {
    otherwise: { Enabled: false, Bucket: '', Prefix: '' },
  }),
  TRUSTED_SIGNERS,
  text('PriceClass', { otherwise: 'PriceClass_All' }),
  flag('Enabled', { required: true }),
];

/** The parts of a configuration that a list of RTMP distributions tells. */
export const STREAMING_DISTRIBUTION_SUMMARY: readonly Element[] = STREAMING_DISTRIBUTION_CONFIG.filter(({ names: [name] }) => !['CallerReference', 'Logging'].includes(name));
