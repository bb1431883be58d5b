import { at, isKnown } from '../config';
import { below } from './policy-names';
import { Rule, RuleSet, Subjects } from './rule';
import { required } from './values';

const application: readonly Rule<Subjects['application']>[] = [
  {
    id: 'trust-store-required',
    level: 'error',
    spec: ['DTD-251'],
    editions: ['current'],
    apiError: 'InvalidArgument',
    says: 'a trust store has a name, and a bundle of certificates in a bucket',
    *check({ resources }) {
      for (const store of resources.filter(({ type }) => type === 'AWS::CloudFront::TrustStore')) {
        yield* required(store, 'Name', 'name it');
        const source = store.stated.CaCertificatesBundleSource;
        if (source !== undefined && (!isKnown(source) || !isKnown(below(store.stated, 'CaCertificatesBundleSource')?.CaCertificatesBundleS3Location ?? ''))) continue;
        const place = below(below(store.stated, 'CaCertificatesBundleSource'), 'CaCertificatesBundleS3Location');
        for (const name of ['Bucket', 'Key', 'Region'].filter((property) => place?.[property] === undefined || place[property] === '')) {
          const path = `CaCertificatesBundleSource.CaCertificatesBundleS3Location.${name}`;
          yield { at: at(store, path), says: `${name} is missing`, fix: 'give bucket, key and region of a PEM file with the certificates of the authorities' };
        }
      }
    },
  },
];

/** Rules about trust stores, whose authorities sign the certificates of viewers. */
export const trustStoreRules: RuleSet = { application };
