import { Application, DistributionTenant, WebDistribution } from '../config';
import { CompletedRecord, viewerCountry, ViewerPlace } from '../edge';

/** A request, and what its logs need beside its record. */
export interface LoggedRequest {
  readonly record: CompletedRecord;
  /** The distribution that answered; a tenant's own, where one was asked. */
  readonly distribution: WebDistribution;
  readonly tenant: DistributionTenant | undefined;
  /** The distribution that was asked, where its staging distribution answered. */
  readonly primary: WebDistribution | undefined;
  readonly country: () => string | undefined;
  readonly place: () => ViewerPlace | undefined;
}

/** Knows where viewers are. */
export interface ViewerLookUp {
  /** The country of a viewer's address. @default - not known */
  readonly countryOf?: (ip: string) => string | undefined;
  /** The place of a viewer's address. @default - not known */
  readonly placeOf?: (ip: string) => ViewerPlace | undefined;
}

/** What is known of a request for its logs; undefined where no distribution of the application was asked. */
export function loggedRequest(record: CompletedRecord, application: Application, { countryOf, placeOf }: ViewerLookUp): LoggedRequest | undefined {
  const { distributions, distributionTenants } = application;
  const { request, distributionId, primaryDistribution } = record;
  const tenant = distributionTenants.find(({ id }) => id === distributionId);
  const distribution = tenant?.distribution ?? distributions.find(({ id }) => id === distributionId);
  return distribution && {
    record,
    distribution,
    tenant,
    primary: primaryDistribution === undefined ? undefined : distributions.find(({ location }) => location.logicalId === primaryDistribution),
    country: () => viewerCountry(request, countryOf),
    place: () => request.place ?? placeOf?.(request.ip),
  };
}
