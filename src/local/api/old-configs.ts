import { Element, flag, number, part, Properties, readElements, text, textsOf } from './element';
import { XmlPart } from './xml';

/** Configurations as versions of the API before 2012-05-05 have them: lists without a Quantity, one origin, one behavior. */

const repeated = (name: string, property: string): Element => ({
  names: [name], read: (parent) => ({ [property]: parent.children(name).map((each) => each.text) }), write: () => ({}),
});
/** An element that says something by being there. */
const mark = (name: string): Element => ({ names: [name], read: (parent) => ({ [name]: parent.child(name) !== undefined }), write: () => ({}) });

const ELEMENTS: readonly Element[] = [
  text('CallerReference', { required: true }),
  text('Origin'),
  part('S3Origin', [text('DNSName', { required: true }), text('OriginAccessIdentity')]),
  text('OriginAccessIdentity'),
  repeated('CNAME', 'Aliases'),
  text('Comment'),
  flag('Enabled', { required: true }),
  part('Logging', [text('Bucket', { required: true }), text('Prefix')]),
  part('TrustedSigners', [mark('Self'), repeated('AwsAccountNumber', 'Accounts')]),
];

const WEB_ELEMENTS: readonly Element[] = [
  ...ELEMENTS,
  part('CustomOrigin', [text('DNSName', { required: true }), number('HTTPPort'), number('HTTPSPort'), text('OriginProtocolPolicy', { required: true })]),
  text('DefaultRootObject'),
  part('RequiredProtocols', [text('Protocol', { required: true })]),
];

interface OldConfig {
  readonly Origin?: string;
  readonly OriginAccessIdentity?: string;
  readonly S3Origin?: { readonly DNSName: string; readonly OriginAccessIdentity?: string };
  readonly CustomOrigin?: Properties & { readonly DNSName: string };
  readonly TrustedSigners?: { readonly Self: boolean; readonly Accounts: readonly string[] };
  readonly RequiredProtocols?: { readonly Protocol: string };
  readonly Logging?: Properties;
  readonly Aliases: readonly string[];
  readonly Comment?: string;
}

/** The configuration of a web distribution, in the shape of today. @throws ApiError */
export function readOldDistributionConfig(config: XmlPart): Properties {
  const { Origin, OriginAccessIdentity, S3Origin, CustomOrigin, TrustedSigners, RequiredProtocols, Comment = '', ...rest } = readElements(config, WEB_ELEMENTS) as unknown as OldConfig;
  const { DNSName, ...custom } = CustomOrigin ?? { DNSName: undefined };
  const identity = S3Origin?.OriginAccessIdentity ?? OriginAccessIdentity;
  return {
    ...rest,
    Comment,
    Origins: [{
      Id: 'origin',
      DomainName: DNSName ?? S3Origin?.DNSName ?? Origin ?? '',
      ...(DNSName === undefined ? { S3OriginConfig: identity === undefined ? {} : { OriginAccessIdentity: identity } } : { CustomOriginConfig: custom }),
    }],
    DefaultCacheBehavior: {
      TargetOriginId: 'origin',
      ViewerProtocolPolicy: RequiredProtocols?.Protocol === 'https' ? 'https-only' : 'allow-all',
      ForwardedValues: { QueryString: false },
      TrustedSigners: signersOf(TrustedSigners),
    },
  };
}

/** The configuration of an RTMP distribution, in the shape of today. @throws ApiError */
export function readOldStreamingDistributionConfig(config: XmlPart): Properties {
  const { Origin, OriginAccessIdentity, S3Origin, TrustedSigners, Comment = '', Logging, ...rest } = readElements(config, ELEMENTS) as unknown as OldConfig;
  const signers = signersOf(TrustedSigners);
  return {
    ...rest,
    Comment,
    S3Origin: { DomainName: S3Origin?.DNSName ?? Origin ?? '', OriginAccessIdentity: S3Origin?.OriginAccessIdentity ?? OriginAccessIdentity ?? '' },
    TrustedSigners: { Enabled: signers.length > 0, ...(signers.length > 0 ? { AwsAccountNumbers: signers } : {}) },
    ...(Logging === undefined ? {} : { Logging: { Enabled: true, Prefix: '', ...Logging } }),
  };
}

function signersOf(signers: OldConfig['TrustedSigners']): readonly string[] {
  return signers === undefined ? [] : [...(signers.Self ? ['self'] : []), ...textsOf(signers.Accounts)];
}
