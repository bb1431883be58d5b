import { answeringDistributions, Application, DEFAULT_SECURITY_POLICY, isKnown, knownItems, knownOr, WebDistribution } from '../../config';
import { Hosts, KeyValueStores } from '../../edge';
import { HostNames, localHostNamesOf } from '../host-names';
import { CertificateAndKey, KeyKind, selfSignedCertificate } from './certificate';
import { decidedByFunction } from './connection-function';
import { Encryption, Terms } from './encrypted-server';
import { OcspStaples } from './ocsp-staples';
import { policySettings } from './policy-settings';
import { customKeyKind, customNames, NAMES_OF_THIS_MACHINE, shownCertificate } from './shown-certificate';
import { bundleOf, GivenBundles } from './trust-store-bundle';
import { certificateTerms } from './viewer-certificate';

/** How strictly the connections of viewers are encrypted. */
export interface ViewerEncryptionOptions {
  readonly hostNames: HostNames;
  /** The certificates of trust stores, in PEM, by the id, logical id or name of the store. @default - those that the application deploys */
  readonly trustStores?: GivenBundles;
  /** The certificate of the IAM store that has an id; undefined for one that was not uploaded here. @default - there are none */
  readonly uploaded?: (id: string) => CertificateAndKey | undefined;
  /** The URL of a responder that tells whether uploaded certificates are revoked. @default - what a certificate names, if that is on this machine */
  readonly ocspResponder?: string;
  /** What connection functions look up. */
  readonly stores: () => KeyValueStores;
  /** Tells the time, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether viewers without SNI are dropped where CloudFront drops them. @default false */
  readonly isStrict?: boolean;
  /** Told of every connection with a distribution that asks viewers for certificates. @default - nobody is told */
  readonly onAttempt?: Terms['onAttempt'];
  /** Told, in one line, of what a person should know. @default - nobody is told */
  readonly onNotice?: (line: string) => void;
}

/** The encryption that the distributions of an application have: certificates, which are made when they are first shown, and security policies. */
export class ViewerEncryption implements Encryption {
  private readonly certificates = new Map<string, Promise<CertificateAndKey>>();
  private readonly lenientWith = new Set<string>();
  private readonly staples: OcspStaples;
  private sites: readonly WebDistribution[] = [];
  private hosts = new Hosts<WebDistribution>();
  private terms = new Map<string, Promise<Terms>>();

  public constructor(private application: Application, private readonly options: ViewerEncryptionOptions) {
    this.staples = new OcspStaples({ responder: options.ocspResponder, now: options.now });
    this.update(application);
  }

  /** Takes other distributions for connections from now on. Certificates are kept. */
  public update(application: Application): void {
    this.application = application;
    this.sites = answeringDistributions(application);
    this.hosts = new Hosts();
    for (const site of this.sites) for (const name of [site.domainName, ...knownItems(site.aliases)]) this.hosts.add(name, site);
    this.terms = new Map();
  }

  public async termsFor(serverName: string | undefined, own: string | undefined): Promise<Terms | undefined> {
    const host = serverName === undefined ? undefined : this.options.hostNames.resolve(serverName, own);
    const named = host === undefined ? undefined : this.hosts.find(host);
    const site = named ?? this.sites.find(({ domainName }) => domainName === own) ?? this.sites[0];
    const shown = site === undefined ? 'cloudfront' : shownCertificate(site, { host: named && host, hasServerName: serverName !== undefined });
    if (shown === 'none' && this.drops(site)) return undefined;
    return this.termsOf(site, shown === 'custom');
  }

  /** Whether a viewer without SNI is dropped; a person is told once what CloudFront does. */
  private drops({ location: { logicalId }, id }: WebDistribution): boolean {
    const { isStrict = false, onNotice } = this.options;
    if (!this.lenientWith.has(id)) onNotice?.(`${logicalId} is for sni-only: CloudFront drops viewers without SNI, ${isStrict ? 'and so does the local edge' : 'which the local edge lets in; --strict-tls drops them'}`);
    this.lenientWith.add(id);
    return isStrict;
  }

  private termsOf(site: WebDistribution | undefined, isCustom: boolean): Promise<Terms> {
    const isForOne = isCustom || site?.viewerMtls !== undefined;
    const key = `${isCustom ? 'custom' : 'cloudfront'} ${isForOne ? this.sites.indexOf(site!) : ''}`;
    const terms = this.terms.get(key) ?? (isCustom ? this.customTerms(site!) : this.cloudFrontTerms(site));
    this.terms.set(key, terms);
    return terms;
  }

  private async customTerms(site: WebDistribution): Promise<Terms> {
    const policy = knownOr(site.viewerCertificate?.minimumProtocolVersion, DEFAULT_SECURITY_POLICY);
    const id = site.viewerCertificate?.iamCertificateId;
    const uploaded = isKnown(id) ? this.options.uploaded?.(id) : undefined;
    const terms = this.asking(site, uploaded ?? await this.certificate(customNames(site), customKeyKind(site), idOf(site)), policy, site.location.logicalId);
    return uploaded === undefined ? terms : { ...terms, staple: () => this.staples.for(uploaded.cert) };
  }

  /** CloudFront's own domain names have its certificate, and the default security policy, whatever the distribution has [TLS-030] [DST-132]. */
  private async cloudFrontTerms(site: WebDistribution | undefined): Promise<Terms> {
    const certificate = await this.certificate(['*.cloudfront.net', ...NAMES_OF_THIS_MACHINE, ...this.sites.flatMap(localHostNamesOf)], 'rsa');
    return this.asking(site, certificate, DEFAULT_SECURITY_POLICY, site?.viewerMtls === undefined ? '*.cloudfront.net' : site.location.logicalId);
  }

  private asking(site: WebDistribution | undefined, certificate: CertificateAndKey, policy: string, name: string): Terms {
    const mtls = site?.viewerMtls;
    const { stores, now, onNotice } = this.options;
    const asks = mtls && certificateTerms(mtls, bundleOf(mtls, this.application, this.options.trustStores ?? {}), now);
    return {
      settings: { ...certificate, ...policySettings(policy), ...asks?.settings },
      asked: mtls && {
        askedBy: site.id,
        isPassedThrough: mtls.mode === 'passthrough',
        refusal: asks?.refusal,
        decide: decidedByFunction(site, this.application, { stores: stores(), now, onNotice }),
      },
      onRefusal: this.refusals(`${name} (${policy})`),
      onAttempt: this.options.onAttempt,
    };
  }

  private refusals(who: string): Terms['onRefusal'] {
    const { onNotice } = this.options;
    return onNotice && ((reason) => onNotice(`${who} does not let a viewer in: ${reason}`));
  }

  /** @param id tells certificates of the same names apart. @default - there are none */
  private certificate(names: readonly string[], kind: KeyKind, id = ''): Promise<CertificateAndKey> {
    const key = [kind, id, ...names].join(' ');
    const certificate = this.certificates.get(key) ?? selfSignedCertificate(names, kind);
    this.certificates.set(key, certificate);
    return certificate;
  }
}

/** What tells the certificate of a distribution from another one that may follow it. */
function idOf({ viewerCertificate }: WebDistribution): string {
  return [viewerCertificate?.acmCertificateArn, viewerCertificate?.iamCertificateId].filter(isKnown).join();
}
