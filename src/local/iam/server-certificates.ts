import { X509Certificate } from 'node:crypto';
import { QUOTAS } from '../../config';
import { Clock, isoTime, plainAccount } from '../../edge';
import { checkTemplates } from '../../rules';
import { localId } from '../../template';
import { QueryError } from '../api/query-api';
import { CertificateAndKey } from '../tls/certificate';

/** A certificate of the IAM certificate store, without its private key, which nobody is told again. */
export interface ServerCertificateMetadata {
  /** By which a distribution names it, such as `ASCAEXAMPLE123EXAMPLE`. */
  readonly id: string;
  readonly name: string;
  /** Begins with `/cloudfront/` where distributions are to use it. */
  readonly path: string;
  readonly arn: string;
  /** An ISO 8601 time in UTC. */
  readonly uploadDate: string;
  readonly expiration: string;
}

/** What an upload gives, in PEM but for name and path. */
export interface Upload {
  readonly name: string;
  readonly body: string;
  readonly privateKey: string;
  readonly chain?: string;
  /** @default '/' */
  readonly path?: string;
}

/** Why the store refuses something, with the code of IAM. */
export class IamError extends QueryError {}

export interface StoredCertificate extends ServerCertificateMetadata {
  readonly account: string;
  readonly body: string;
  readonly chain: string | undefined;
  readonly privateKey: string;
}

/** What an account may have, unless AWS has granted it more. */
export interface AccountLimits {
  /** In the IAM certificate store [TLS-056]. */
  readonly serverCertificates: number;
  /** With dedicated IP addresses, of all distributions together; 0 for an account without that permission [TLS-059, TLS-060]. */
  readonly dedicatedIpCertificates: number;
}

/** What an account may have today without asking. */
export const DEFAULT_LIMITS: AccountLimits = { serverCertificates: 20, dedicatedIpCertificates: QUOTAS.current.dedicatedIpCertificatesPerAccount };

interface StoreOptions {
  readonly clock: Clock;
  readonly limits: AccountLimits;
  /** Told that there is another certificate, or one less. @default - nobody is told */
  readonly onChange?: () => void;
  /** The number of the account that has the distributions. */
  readonly ownAccount: () => string;
  /** The distributions that show a certificate, at any edge location: its deletion would take it from them [TLS-068]. */
  readonly usersOf: (id: string) => readonly string[];
}

const NAME = /^[\w+=,.@-]{1,128}$/;
const PATH = /^\/(?:[\x21-\x7e]+\/)?$/;
const CLOUDFRONT = '/cloudfront/';

/** The IAM certificate store of each account: certificates that were uploaded, which distributions name by their ids. */
export class ServerCertificates {
  private readonly stored = new Map<string, StoredCertificate>();
  private uploads = 0;

  public constructor(private readonly options: StoreOptions) {}

  /** @throws IamError */
  public upload({ name, body, privateKey, chain, path = '/' }: Upload, account = this.options.ownAccount()): ServerCertificateMetadata {
    if (!NAME.test(name)) throw new IamError('ValidationError', `${name} is no name of a server certificate: letters, digits and +=,.@_- alone, 128 at most`);
    if (!PATH.test(path)) throw new IamError('ValidationError', `the path ${path} has to begin and to end with a slash, such as ${CLOUDFRONT}production/`);
    const { clock, limits, onChange } = this.options;
    const own = this.list(account);
    if (own.some((other) => other.name === name)) throw new IamError('EntityAlreadyExists', `there is a server certificate ${name} already`, 409);
    if (own.length >= limits.serverCertificates) {
      throw new IamError('LimitExceeded', `the account has ${own.length} server certificates, of ${limits.serverCertificates} that it may have`, 409);
    }
    requireSound({ name, body, privateKey, chain, path });
    const certificate: StoredCertificate = {
      id: this.nextId(),
      name,
      path,
      arn: `arn:aws:iam::${account}:server-certificate${path}${name}`,
      uploadDate: isoTime(clock.now()),
      expiration: isoTime(Date.parse(new X509Certificate(body).validTo)),
      account,
      body,
      chain,
      privateKey,
    };
    this.stored.set(certificate.id, certificate);
    onChange?.();
    return certificate;
  }

  /** Those of an account whose paths begin as is said. */
  public list(account = this.options.ownAccount(), pathPrefix = '/'): readonly StoredCertificate[] {
    return [...this.stored.values()].filter((certificate) => plainAccount(certificate.account) === plainAccount(account) && certificate.path.startsWith(pathPrefix));
  }

  /** @throws IamError */
  public get(name: string, account?: string): StoredCertificate {
    const found = this.list(account).find((certificate) => certificate.name === name);
    if (found === undefined) throw new IamError('NoSuchEntity', `there is no server certificate ${name}`, 404);
    return found;
  }

  /** @throws IamError also where a distribution still shows it */
  public delete(name: string, account?: string): void {
    const { id } = this.get(name, account);
    const users = this.options.usersOf(id);
    if (users.length > 0) {
      const fix = `Remove it from ${users.join(', ')}, and wait until their status is Deployed.`;
      throw new IamError('DeleteConflict', `Certificate: ${id} is being used by CloudFront. ${fix}`, 409);
    }
    this.stored.delete(id);
    this.options.onChange?.();
  }

  /** Why distributions cannot have a certificate of this id; undefined for one that they can have [TLS-057, TLS-058, TLS-063]. */
  public obstacleTo(id: string): string | undefined {
    const found = this.stored.get(id);
    if (found === undefined || !this.list().includes(found)) return `this account has no server certificate ${id}: upload it to its own store`;
    return found.path.startsWith(CLOUDFRONT) ? undefined : `the path of ${found.name} is ${found.path}; upload the certificate once more, under ${CLOUDFRONT}`;
  }

  /** What viewers are shown for an id; undefined for one that was not uploaded here. */
  public shown(id: string): CertificateAndKey | undefined {
    const found = this.stored.get(id);
    return found && { cert: `${found.body.trim()}\n${found.chain ?? ''}`, key: found.privateKey };
  }

  /** The same on every run. */
  private nextId(): string {
    return localId('ASCA', 21, 'server-certificate', String(++this.uploads));
  }
}

/** What the rules refuse in a template, the store refuses in an upload. */
function requireSound({ name, body, privateKey, chain, path }: Upload): void {
  const Properties = { ServerCertificateName: name, CertificateBody: body, PrivateKey: privateKey, CertificateChain: chain, Path: path };
  const sources = [{ name: 'upload', template: { Resources: { Certificate: { Type: 'AWS::IAM::ServerCertificate', Properties } } } }];
  const refused = checkTemplates(sources).find(({ level }) => level === 'error');
  if (refused !== undefined) throw new IamError(refused.apiError ?? 'MalformedCertificate', `${refused.message} Fix: ${refused.fix}.`);
  try {
    new X509Certificate(body);
  } catch {
    throw new IamError('MalformedCertificate', 'the body is no X.509 certificate in PEM');
  }
}
