import { AccountKeyPair, ClientCertificates, Locator, OriginSources, OriginTrust } from '../edge';
import { LogDelivering } from '../records';
import { TrailSettings } from './trail-keeper';

/** What a local edge runs, and where. */
export interface LocalEdgeOptions {
  /** A cloud assembly directory, a template file, or a directory of templates. */
  readonly path: string;
  /** What stands for origins on this machine. @default - S3 origins have what is deployed to their buckets; others cannot be reached */
  readonly origins?: OriginSources;
  /** Whose certificates of HTTPS origins are believed; others make the edge answer 502. @default - every certificate is taken */
  readonly originTrust?: OriginTrust;
  /**
   * The certificate of each `OriginMtlsConfig` with its private key, in PEM, by its ARN, or the id or domain name of the origin; shown to an origin that asks for it.
   * @default - origins are shown none
   */
  readonly originCertificates?: ClientCertificates;
  /** The address to listen on. @default 127.0.0.1 */
  readonly host?: string;
  /** @default 0 a free port */
  readonly port?: number;
  /** @default 0 a free port */
  readonly httpsPort?: number;
  /** The port of the first RTMP distribution that stands for CloudFront's 1935. @default 0 a free port */
  readonly rtmpPort?: number;
  /** The one that stands for CloudFront's 80, by which players come that reach no other. @default 0 a free port */
  readonly rtmptPort?: number;
  /** Whether the signature of a stream that goes on after a pause has to be good still, as some players make it [RTM-110]. @default false */
  readonly checksUnpause?: boolean;
  /** The country of every viewer: an ISO 3166-1 alpha-2 code. @default - not known */
  readonly country?: string;
  /** Knows the countries of viewers' addresses, where viewers do not say them. @default - no address has a known country */
  readonly locator?: Locator;
  /** CloudFront key pairs of the AWS accounts that are trusted signers; keys of key groups are in the templates. @default - accounts have no keys */
  readonly keyPairs?: readonly AccountKeyPair[];
  /** Seconds until CloudFront is aware of a key pair that was made or set inactive. @default 0 */
  readonly keyDelay?: number;
  /** A request header by which viewers may say their country. @default - none */
  readonly countryHeader?: string;
  /** The names of the edge locations, such as `FRA56-P6`; each has its own cache. @default - one in Ashburn, IAD89-P1 */
  readonly edgeLocations?: readonly string[];
  /** Seconds until a changed template has reached the last edge location. @default 0 */
  readonly deploymentTime?: number;
  /** Seconds until an invalidation is complete; objects are gone at once. @default 0 */
  readonly invalidationTime?: number;
  /** Seconds until the operations of CloudFront's API that read see what those that write have done. @default 0 */
  readonly controlDelay?: number;
  /** Seconds until changed permissions of a bucket count. @default 0 */
  readonly permissionDelay?: number;
  /**
   * The authorities that sign certificates of viewers: certificates in PEM, by the id, logical id or name of the trust store.
   * @default - those that the application deploys; without any, no certificate is trusted
   */
  readonly trustStores?: { readonly [name: string]: string };
  /**
   * Whether viewers without SNI are dropped where CloudFront drops them: at distributions with a certificate of their own for `sni-only`.
   * Browsers send no SNI to an address such as 127.0.0.1. @default false
   */
  readonly strictTls?: boolean;
  /** How access logs are delivered. @default - five minutes after the first entry of a file, at the latest when the edge is closed */
  readonly logs?: LogDelivering;
  /** How calls of CloudFront's API are recorded, as by CloudTrail. @default - in memory alone */
  readonly trail?: TrailSettings;
  /**
   * The URL of a responder (OCSP) that tells whether certificates of the IAM store are revoked; its answers are stapled to handshakes.
   * @default - the one that a certificate names, if that is on this machine
   */
  readonly ocspResponder?: string;
  /** Told, in one line, of what a person should know. @default - nobody is told */
  readonly onNotice?: (line: string) => void;
}
