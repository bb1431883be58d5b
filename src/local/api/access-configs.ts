import { Element, list, number, text, uncountedList } from './element';

/** The elements of the configurations of identities, access controls, keys and VPC origins, in the order in which CloudFront writes them. */

export const ORIGIN_ACCESS_IDENTITY_CONFIG: readonly Element[] = [text('CallerReference', { required: true }), text('Comment', { required: true, otherwise: '' })];

export const ORIGIN_ACCESS_CONTROL_CONFIG: readonly Element[] = [
  text('Name', { required: true }),
  text('Description', { otherwise: '' }),
  text('SigningProtocol', { required: true }),
  text('SigningBehavior', { required: true }),
  text('OriginAccessControlOriginType', { required: true }),
];

export const PUBLIC_KEY_CONFIG: readonly Element[] = [
  text('CallerReference', { required: true }), text('Name', { required: true }), text('EncodedKey', { required: true }), text('Comment', { otherwise: '' }),
];

export const KEY_GROUP_CONFIG: readonly Element[] = [
  text('Name', { required: true }), uncountedList('Items', 'PublicKey', 'text', { required: true }), text('Comment', { otherwise: '' }),
];

export const VPC_ORIGIN_ENDPOINT_CONFIG: readonly Element[] = [
  text('Name', { required: true }),
  text('Arn', { required: true }),
  number('HTTPPort', { required: true, otherwise: 80 }),
  number('HTTPSPort', { required: true, otherwise: 443 }),
  text('OriginProtocolPolicy', { required: true, otherwise: 'match-viewer' }),
  list('OriginSslProtocols', 'SslProtocol', 'text', { property: 'OriginSSLProtocols' }),
  text('IpAddressType'),
];
