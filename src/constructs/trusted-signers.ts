const WITH_HYPHENS = /^(\d{4})-(\d{4})-(\d{4})$/;

/** Trusted signers as CloudFormation takes them: AWS shows account ids with hyphens, templates have none. */
export function renderTrustedSigners(signers: string[] | undefined): string[] | undefined {
  return signers?.map((signer) => signer.replace(WITH_HYPHENS, '$1$2$3'));
}
