import { existsSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { Application, at, isKnown, LIMITS, Resource, Stated } from '../config';
import { below } from './policy-names';
import { Rule, RuleSet, Subjects } from './rule';
import { required } from './values';

const PLACE = 'CaCertificatesBundleSource.CaCertificatesBundleS3Location';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

function storesOf({ resources }: Application): Resource[] {
  return resources.filter(({ type }) => type === 'AWS::CloudFront::TrustStore');
}

function placeOf({ stated }: Resource): Stated | undefined {
  return below(below(stated, 'CaCertificatesBundleSource'), 'CaCertificatesBundleS3Location');
}

/** The bundle of a trust store, where the application deploys it to the bucket from a directory of this machine. */
function bundleOf(store: Resource, { buckets, bucketContents }: Application): string | undefined {
  const { Bucket: name, Key: key } = placeOf(store) ?? {};
  const bucket = buckets.find((candidate) => candidate.name === name);
  if (bucket === undefined || typeof key !== 'string') return undefined;
  const own = bucketContents.filter((content) => content.bucket.logicalId === bucket.location.logicalId && content.bucket.template === bucket.location.template);
  const files = own.filter(({ keyPrefix }) => key.startsWith(keyPrefix)).map(({ source, keyPrefix }) => join(source, key.slice(keyPrefix.length)));
  const file = files.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'trust-store-required',
    level: 'error',
    spec: ['DTD-251'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a trust store has a name, and a bundle of certificates in a bucket',
    *check(app) {
      for (const store of storesOf(app)) {
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
    *check(app) {
      for (const store of storesOf(app)) {
        const bundle = bundleOf(store, app);
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
    *check(app, { quotas }) {
      for (const store of storesOf(app)) {
        const longest = Math.max(0, ...(bundleOf(store, app)?.match(CERTIFICATE) ?? []).map((certificate) => Buffer.byteLength(certificate)));
        if (longest <= quotas.trustStoreCertificateBytes) continue;
        const says = `a certificate has ${longest} bytes; allowed: ${quotas.trustStoreCertificateBytes} unless AWS has raised the quota`;
        yield { at: at(store, `${PLACE}.Key`), says, fix: 'use a smaller one, or state the raised quota trustStoreCertificateBytes' };
      }
    },
  },
];

/** Rules about trust stores, whose authorities sign the certificates of viewers. */
export const trustStoreRules: RuleSet = { application };
