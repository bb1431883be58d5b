import { readFileSync } from 'node:fs';
import { Application, isKnown, ViewerMtls } from '../../config';

/** Certificates of trust stores, in PEM, by the id, logical id or name of the store. */
export interface GivenBundles {
  readonly [name: string]: string;
}

/** The certificates of the trust store of a distribution, in PEM: those that were given for it, else those that the application deploys; empty for none. */
export function bundleOf({ trustStoreId }: ViewerMtls, { trustStores }: Pick<Application, 'trustStores'>, given: GivenBundles): string {
  const store = trustStores.find(({ id }) => id === trustStoreId);
  const names = [trustStoreId, store?.location.logicalId, store?.name].filter(isKnown);
  const found = names.map((name) => given[name]).find((bundle) => bundle !== undefined);
  return found ?? (store?.bundleFile === undefined ? '' : readFileSync(store.bundleFile, 'utf8'));
}

/** A line for each distribution that trusts nobody, since the certificates of its trust store are not here. */
export function missingBundles(application: Pick<Application, 'distributions' | 'trustStores'>, given: GivenBundles): string[] {
  return application.distributions.flatMap(({ viewerMtls, location: { logicalId } }) => {
    if (viewerMtls === undefined || viewerMtls.mode === 'passthrough' || bundleOf(viewerMtls, application, given) !== '') return [];
    const { trustStoreId } = viewerMtls;
    const name = application.trustStores.find(({ id }) => id === trustStoreId)?.location.logicalId ?? (isKnown(trustStoreId) ? trustStoreId : 'NAME');
    return [`${logicalId} trusts no certificate of a viewer; say which its trust store has with --trust-store ${name}=FILE`];
  });
}
