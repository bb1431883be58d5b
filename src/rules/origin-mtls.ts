import { at, CustomOriginConfig, isKnown, Origin, Stated } from '../config';
import { eachOrigin } from './each-origin';
import { Rule, RuleSet, Subjects } from './rule';
import { behaviorsTo, runsFunctionAtOrigin } from './target-origin';

const CERTIFICATE = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/.+$/;

/** The custom origin with which CloudFront shows a certificate of its own, and what is said of that. */
function withClientCertificate({ custom }: Origin): { readonly custom: CustomOriginConfig; readonly mtls: Stated } | undefined {
  const mtls = custom?.stated.OriginMtlsConfig;
  return custom !== undefined && isKnown(mtls) && typeof mtls === 'object' && mtls !== null ? { custom, mtls: mtls as Stated } : undefined;
}

const distribution: readonly Rule<Subjects['distribution']>[] = [
  {
    id: 'origin-mtls-certificate',
    level: 'error',
    spec: ['OTD-040'],
    apiError: 'InvalidArgument',
    says: 'the certificate that CloudFront shows an origin is one of ACM in us-east-1',
    check: eachOrigin(function* (origin) {
      const client = withClientCertificate(origin);
      const got = client?.mtls.ClientCertificateArn;
      if (client === undefined || typeof got !== 'string' || CERTIFICATE.test(got)) return;
      yield {
        at: at(client.custom, 'OriginMtlsConfig.ClientCertificateArn'),
        got,
        limit: 'arn:aws:acm:us-east-1:ACCOUNT:certificate/ID',
        fix: 'import the client certificate of your private CA into ACM in us-east-1',
      };
    }),
  },
  {
    id: 'origin-mtls-https',
    level: 'error',
    spec: ['OTD-041'],
    apiError: 'InvalidArgument',
    says: 'CloudFront shows its certificate by HTTPS only',
    check: eachOrigin(function* (origin) {
      const client = withClientCertificate(origin);
      if (client?.custom.protocolPolicy === 'http-only') yield { at: at(client.custom, 'OriginProtocolPolicy'), got: 'http-only', limit: 'https-only', fix: 'use https-only' };
    }),
  },
  {
    id: 'origin-mtls-match-viewer',
    level: 'warning',
    spec: ['OTD-041'],
    says: 'viewers that ask by HTTP make CloudFront ask without its certificate',
    check: eachOrigin(function* (origin) {
      const client = withClientCertificate(origin);
      if (client?.custom.protocolPolicy === 'match-viewer') yield { at: at(client.custom, 'OriginProtocolPolicy'), got: 'match-viewer', limit: 'https-only', fix: 'use https-only' };
    }),
  },
  {
    id: 'origin-mtls-behavior',
    level: 'error',
    spec: ['OTD-041'],
    apiError: 'InvalidArgument',
    says: 'an origin to which CloudFront shows a certificate goes without gRPC and without Lambda@Edge functions at the origin',
    check: eachOrigin(function* (origin, _, site) {
      if (withClientCertificate(origin) === undefined) return;
      for (const behavior of behaviorsTo(site, origin)) {
        if (behavior.grpc === true) yield { at: at(behavior, 'GrpcConfig'), says: 'the origin of this behavior uses mutual TLS, which excludes gRPC', fix: 'switch gRPC off, or remove OriginMtlsConfig' };
        if (runsFunctionAtOrigin(behavior)) {
          yield {
            at: at(behavior, 'LambdaFunctionAssociations'),
            says: 'the origin of this behavior uses mutual TLS, which excludes origin-request and origin-response functions',
            fix: 'use viewer events, or remove OriginMtlsConfig',
          };
        }
      }
    }),
  },
];

/** Rules about the certificate that CloudFront shows to origins. */
export const originMtlsRules: RuleSet = { distribution };
