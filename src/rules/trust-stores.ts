import { readFileSync } from 'fs';
import { at, isKnown, LIMITS, Stated, TrustStore } from '../config';
import { Rule, RuleSet, Subjects } from './rule';
import { below } from './stated';
import { required } from './values';

const PLACE = 'CaCertificatesBundleSource.CaCertificatesBundleS3Location';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

function placeOf({ stated }: TrustStore): Stated | undefined {
  return below(below(stated, 'CaCertificatesBundleSource'), 'CaCertificatesBundleS3Location');
}

function bundleOf({ bundleFile }: TrustStore): string | undefined {
  return bundleFile === undefined ? undefined : readFileSync(bundleFile, 'utf8');
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'trust-store-required',
    level: 'error',
    spec: ['DTD-251'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a trust store has a name, and a bundle of certificates in a bucket',
    *check({ trustStores }) {
      for (const store of trustStores) {
        yield* required(store, 'Name', 'name it');
        const source = store.stated.CaCertificatesBundleSource;
        if (source !== undefined && (!isKnown(source) || !isKnown(below(store.stated, 'CaCertificatesBundleSource')?.CaCertificatesBundleS3Location ?? ''))) continue;
        const place = placeOf(store);
        for (const name of ['Bucket', 'Key', 'Region'].filter((property) => place?.[property] === undefined || place[property] === '')) {
          yield { at: at(store, `${PLACE}.${name}`), says: `${name} is missing`, fix: 'give bucket, key and region of a PEM file with the certificates of the authorities' };
        }
      }
    },
  },
  {
    id: 'trust-store-bundle',
    level: 'error',
    spec: ['DTD-251', 'DTD-121'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'the bundle of a trust store has 1 to 25 certificates in PEM form, in at most 1 MB',
    *check({ trustStores }) {
      for (const store of trustStores) {
        const bundle = bundleOf(store);
        if (bundle === undefined) continue;
        const [count, bytes] = [bundle.match(CERTIFICATE)?.length ?? 0, Buffer.byteLength(bundle)];
        if (count === 0 || count > LIMITS.trustStoreCertificates) {
          yield { at: at(store, `${PLACE}.Key`), says: `the bundle has ${count} certificates; allowed: 1 to ${LIMITS.trustStoreCertificates}`, fix: 'keep those of the authorities that sign the certificates of viewers' };
        }
        if (bytes > LIMITS.trustStoreBytes) yield { at: at(store, `${PLACE}.Key`), says: `the bundle has ${bytes} bytes; allowed: ${LIMITS.trustStoreBytes}`, fix: 'remove certificates' };
      }
    },
  },
  {
    id: 'trust-store-certificate-quota',
    level: 'warning',
    spec: ['DTD-251', 'DTD-121'],
    editions: ['current'],
    says: 'each certificate of a trust store is within the account\'s quota of bytes',
    *check({ trustStores }, { quotas }) {
      for (const store of trustStores) {
        const longest = Math.max(0, ...(bundleOf(store)?.match(CERTIFICATE) ?? []).map((certificate) => Buffer.byteLength(certificate)));
        if (longest <= quotas.trustStoreCertificateBytes) continue;
        const says = `a certificate has ${longest} bytes; allowed: ${quotas.trustStoreCertificateBytes} unless AWS has raised the quota`;
        yield { at: at(store, `${PLACE}.Key`), says, fix: 'use a smaller one, or state the raised quota trustStoreCertificateBytes' };
      }
    },
  },
];

/** Rules about trust stores, whose authorities sign the certificates of viewers. */
export const trustStoreRules: RuleSet = { application };
