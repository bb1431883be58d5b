import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

const WITH_HYPHENS = /^(\d{4})-(\d{4})-(\d{4})$/;

/**
 * Trusted signers as CloudFormation takes them and CloudFront keeps them: AWS shows account ids with hyphens, templates have none, and the
 * account of the distribution itself is `self` [RTM-106, WEB-156].
 */
export function renderTrustedSigners(scope: IConstruct, signers: string[] | undefined): string[] | undefined {
  const own = Stack.of(scope).account;
  const rendered = signers?.map((signer) => signer.replace(WITH_HYPHENS, '$1$2$3')).map((signer) => (signer === own ? 'self' : signer));
  return rendered?.filter((signer, i) => signer !== 'self' || rendered.indexOf('self') === i);
}

/** Refuses an empty list of who may sign: CDK leaves it out of the template, and what was meant to be private would be open to everybody. */
export function refuseNoSigners(scope: IConstruct, props: { readonly trustedSigners?: unknown[]; readonly trustedKeyGroups?: unknown[] }): void {
  for (const name of ['trustedSigners', 'trustedKeyGroups'] as const) {
    if (props[name]?.length === 0) throw new Error(`${scope.node.path}: ${name} is empty, which would leave the content open to everybody; name who may sign, or leave it out.`);
  }
}
