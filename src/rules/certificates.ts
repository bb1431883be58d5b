import { Application, at, isKnown, isNoneOf, Resource, ViewerCertificate, WebDistribution } from '../config';
import { Rule, RuleSet, Subjects, Violation } from './rule';
import { oneOf, required } from './values';

/** The certificate of a distribution, where it has one. */
function* certificateOf({ viewerCertificate }: WebDistribution, check: (certificate: ViewerCertificate) => Iterable<Violation>): Iterable<Violation> {
  if (viewerCertificate !== undefined) yield* check(viewerCertificate);
}

function* customOf(site: WebDistribution, check: (certificate: ViewerCertificate) => Iterable<Violation>): Iterable<Violation> {
  yield* certificateOf(site, function* (certificate) {
    if (isCustom(certificate)) yield* check(certificate);
  });
}

function isCustom({ acmCertificateArn, iamCertificateId }: ViewerCertificate): boolean {
  return acmCertificateArn !== undefined || iamCertificateId !== undefined;
}

/** The certificates of IAM in the application that a distribution refers to. */
function serverCertificatesOf(site: WebDistribution, { resources }: Application): readonly Resource[] {
  const inTemplate = resources.filter(({ location }) => location.template === site.location.template);
  const named = inTemplate.find(({ location }) => location.logicalId === site.location.logicalId)?.dependsOn ?? [];
  return inTemplate.filter(({ type, location }) => type === 'AWS::IAM::ServerCertificate' && named.includes(location.logicalId));
}

const INSECURE = ['SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016'];
const WITH_WEAK_CIPHERS = ['TLSv1.2_2018', 'TLSv1.2_2019'];

/** What ACM calls the keys that CloudFront takes. */
const KEY_ALGORITHMS = ['RSA_2048', 'EC_prime256v1'];

const CLIENTS_WITHOUT_SNI = 'for those use vip, the CloudFront certificate with its domain name, or HTTP; or have users upgrade their browsers';

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'certificate-choice',
    level: 'error',
    spec: ['WEB-170', 'IAM-036', 'TLS-055', 'DTD-167', 'DTD-120'],
    apiError: 'InvalidViewerCertificate',
    says: 'a distribution has one certificate: the default one, one of ACM, or one of IAM',
    check: (site) => certificateOf(site, function* (certificate) {
      const { cloudFrontDefaultCertificate, acmCertificateArn, iamCertificateId } = certificate;
      const chosen = [['CloudFrontDefaultCertificate', cloudFrontDefaultCertificate === true], ['AcmCertificateArn', isKnown(acmCertificateArn)], ['IamCertificateId', isKnown(iamCertificateId)]];
      const names = chosen.filter(([, is]) => is).map(([name]) => name);
      if (names.length > 1) yield { at: certificate.location, says: `it has ${names.join(' and ')}; one is allowed`, fix: 'keep one of them' };
    }),
  },
  {
    id: 'certificate-region',
    level: 'error',
    spec: ['DTD-166'],
    apiError: 'InvalidViewerCertificate',
    editions: ['current'],
    says: 'an ACM certificate for viewers is in us-east-1, wherever the distribution\'s stack is',
    check: (site) => certificateOf(site, function* (certificate) {
      const { acmCertificateArn: arn, acmCertificate } = certificate;
      const region = isKnown(arn) ? /^arn:[^:]*:acm:([^:]+):/.exec(arn)?.[1] : undefined;
      const stackRegion = isKnown(acmCertificate?.region) ? acmCertificate.region : undefined;
      const got = stackRegion ?? (acmCertificate === undefined ? region : undefined);
      if (got !== undefined && got !== 'us-east-1') {
        yield { at: at(certificate, 'AcmCertificateArn'), says: `the certificate is in ${got}; allowed: us-east-1`, fix: 'make the certificate in a stack for us-east-1, with crossRegionReferences' };
      }
    }),
  },
  {
    id: 'iam-certificate-id',
    level: 'error',
    spec: ['TLS-065'],
    apiError: 'InvalidViewerCertificate',
    says: 'an IAM certificate is named by its id, not by its ARN or name',
    check: (site) => certificateOf(site, function* (certificate) {
      const { iamCertificateId: got } = certificate;
      if (isKnown(got) && !/^[A-Za-z0-9]+$/.test(got)) yield { at: at(certificate, 'IamCertificateId'), got, limit: 'the id that the upload returned, letters and digits', fix: 'give the ServerCertificateId' };
    }),
  },
  {
    id: 'iam-certificate-path',
    level: 'error',
    spec: ['DST-089'],
    apiError: 'InvalidViewerCertificate',
    says: 'a certificate of IAM for CloudFront has a path that begins with /cloudfront/',
    *check(site, { application }) {
      for (const certificate of serverCertificatesOf(site, application)) {
        const { Path: path = '/' } = certificate.stated;
        if (typeof path === 'string' && !path.startsWith('/cloudfront/')) yield { at: at(certificate, 'Path'), got: path, limit: '/cloudfront/ and what follows', fix: 'upload it with the path /cloudfront/' };
      }
    },
  },
  {
    id: 'ssl-support-method-missing',
    level: 'error',
    spec: ['WEB-177', 'DST-090', 'TLS-032', 'DTD-167'],
    apiError: 'InvalidViewerCertificate',
    says: 'with a certificate of your own, SslSupportMethod says which clients are served',
    check: (site) => customOf(site, (certificate) => required(certificate, 'SslSupportMethod', 'use sni-only, which every current browser supports')),
  },
  {
    id: 'ssl-support-method',
    level: 'error',
    spec: ['WEB-177', 'DST-090', 'TLS-032'],
    apiError: 'InvalidViewerCertificate',
    says: 'clients are served by SNI only, or all of them by dedicated IP addresses',
    check: (site, { facts }) => certificateOf(site, (certificate) => oneOf(certificate, 'SslSupportMethod', certificate.sslSupportMethod, facts.allowed.sslSupportMethods)),
  },
  {
    id: 'ssl-support-method-ignored',
    level: 'warning',
    spec: ['DST-088', 'TLS-033'],
    says: 'SslSupportMethod has no effect with the default certificate',
    check: (site) => certificateOf(site, function* (certificate) {
      const { sslSupportMethod: got, cloudFrontDefaultCertificate } = certificate;
      if (cloudFrontDefaultCertificate === true && !isCustom(certificate) && isKnown(got)) yield { at: at(certificate, 'SslSupportMethod'), got, fix: 'remove it, or give a certificate' };
    }),
  },
  {
    id: 'dedicated-ip-cost',
    level: 'warning',
    spec: ['WEB-178', 'DST-091', 'TLS-040'],
    says: 'dedicated IP addresses cost a monthly charge for each certificate',
    check: (site) => certificateOf(site, function* (certificate) {
      const { sslSupportMethod: got } = certificate;
      if (got === 'vip') yield { at: at(certificate, 'SslSupportMethod'), got, fix: 'use sni-only, unless clients without SNI must be served' };
    }),
  },
  {
    id: 'sni-only-clients',
    level: 'warning',
    spec: ['WEB-179', 'TLS-039'],
    editions: ['2014-10-21'],
    says: 'clients without SNI, such as Internet Explorer on Windows XP and Android before 3, cannot connect',
    check: (site) => certificateOf(site, function* (certificate) {
      const { sslSupportMethod: got } = certificate;
      if (got === 'sni-only') yield { at: at(certificate, 'SslSupportMethod'), got, fix: CLIENTS_WITHOUT_SNI };
    }),
  },
  {
    id: 'minimum-protocol-version',
    level: 'error',
    spec: ['WEB-181', 'DST-159', 'TLS-081', 'DTD-158'],
    apiError: 'InvalidMinimumProtocolVersion',
    says: 'the minimum protocol version is one of CloudFront\'s security policies',
    check: (site, { facts }) => certificateOf(site, (certificate) => oneOf(certificate, 'MinimumProtocolVersion', certificate.minimumProtocolVersion, facts.allowed.minimumProtocolVersions)),
  },
  {
    id: 'minimum-protocol-version-sni',
    level: 'error',
    spec: ['WEB-184', 'DTD-159'],
    apiError: 'InvalidProtocolSettings',
    says: 'clients with SNI speak TLS, so SSLv3 cannot be their minimum',
    check: (site) => certificateOf(site, function* (certificate) {
      const { sslSupportMethod, minimumProtocolVersion: got } = certificate;
      if (sslSupportMethod === 'sni-only' && got === 'SSLv3') yield { at: at(certificate, 'MinimumProtocolVersion'), got, limit: 'TLSv1 or newer', fix: 'use TLSv1.2_2021' };
    }),
  },
  {
    id: 'minimum-protocol-version-ignored',
    level: 'warning',
    spec: ['WEB-186'],
    says: 'with the default certificate the minimum protocol version is TLSv1, whatever is configured',
    check: (site) => certificateOf(site, function* (certificate) {
      const { minimumProtocolVersion: got, cloudFrontDefaultCertificate } = certificate;
      if (cloudFrontDefaultCertificate === true && !isCustom(certificate) && isKnown(got)) {
        yield { at: at(certificate, 'MinimumProtocolVersion'), got, fix: 'give an alternate domain name and a certificate to raise it' };
      }
    }),
  },
  {
    id: 'minimum-protocol-version-insecure',
    level: 'warning',
    spec: ['WEB-183', 'DTD-160'],
    editions: ['current'],
    says: 'versions before TLS 1.2 are not secure',
    check: (site) => customOf(site, function* (certificate) {
      const { minimumProtocolVersion: got } = certificate;
      if (isKnown(got) && !isNoneOf(got, INSECURE)) yield { at: at(certificate, 'MinimumProtocolVersion'), got, fix: 'use TLSv1.2_2021 or newer' };
    }),
  },
  {
    id: 'minimum-protocol-version-ciphers',
    level: 'warning',
    spec: ['DTD-160'],
    editions: ['current'],
    says: 'security policies before TLSv1.2_2021 have weak ciphers',
    check: (site) => customOf(site, function* (certificate) {
      const { minimumProtocolVersion: got } = certificate;
      if (isKnown(got) && !isNoneOf(got, WITH_WEAK_CIPHERS)) yield { at: at(certificate, 'MinimumProtocolVersion'), got, fix: 'use TLSv1.2_2021 or newer' };
    }),
  },
  {
    id: 'certificate-key-algorithm',
    level: 'warning',
    spec: ['DTD-172'],
    editions: ['current'],
    apiError: 'InvalidViewerCertificate',
    says: 'the key of a certificate for viewers is RSA_2048 or EC_prime256v1',
    check: (site) => certificateOf(site, function* ({ acmCertificate }) {
      const got = acmCertificate?.stated.KeyAlgorithm;
      if (acmCertificate !== undefined && typeof got === 'string') yield* oneOf(acmCertificate, 'KeyAlgorithm', got, KEY_ALGORITHMS);
    }),
  },
  {
    id: 'iam-certificate',
    level: 'warning',
    spec: ['DTD-173'],
    editions: ['current'],
    says: 'a certificate of IAM has to be renewed by hand, and its path has to begin with /cloudfront/',
    check: (site) => certificateOf(site, function* (certificate) {
      if (isKnown(certificate.iamCertificateId)) yield { at: at(certificate, 'IamCertificateId'), fix: 'use a certificate of ACM, which renews itself' };
    }),
  },
  {
    id: 'certificate-without-alias',
    level: 'warning',
    spec: ['WEB-185', 'TLS-067'],
    says: 'a certificate of your own is for alternate domain names, of which there are none',
    check: (site) => customOf(site, function* (certificate) {
      if (isKnown(site.aliases) && site.aliases.length === 0 && site.connectionMode !== 'tenant-only') yield { at: certificate.location, fix: 'add the names to Aliases, or remove the certificate' };
    }),
  },
];

/** Rules about the certificate that viewers get. */
export const certificateRules: RuleSet = { distribution };
