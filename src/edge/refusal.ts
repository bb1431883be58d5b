import { Application, DistributionTenant, WebDistribution } from '../config';
import { Decided } from './decisions';
import { ErrorCause } from './error-answers';

/** Why a distribution serves nothing under a name that it has. */
export interface Refusal {
  readonly decided: Decided<'distribution'>;
  readonly cause: ErrorCause;
  /** The setting for which it is, as a path in the template. */
  readonly setting: string;
}

/** Whether a distribution, or one of its tenants, serves nothing [DTD-140, DTD-242, DTD-245]. */
export function refusalOf(distribution: WebDistribution, tenant: DistributionTenant | undefined, { connectionGroups }: Application): Refusal | undefined {
  if (distribution.staging === true) return { decided: 'staging', cause: 'staging distribution', setting: 'DistributionConfig.Staging' };
  if (tenant === undefined && hasTenantsOnly(distribution)) return { decided: 'tenants only', cause: 'tenants only', setting: 'DistributionConfig.ConnectionMode' };
  if (distribution.enabled === false) return { decided: 'disabled', cause: 'distribution disabled', setting: 'DistributionConfig.Enabled' };
  if (tenant?.enabled === false) return { decided: 'tenant disabled', cause: 'distribution disabled', setting: 'Enabled' };
  const group = tenant && connectionGroups.find(({ id }) => id === tenant.connectionGroupId);
  return group?.enabled === false ? { decided: 'connection group disabled', cause: 'distribution disabled', setting: 'Enabled' } : undefined;
}

/** Whether viewers reach a distribution through its tenants only. */
export function hasTenantsOnly({ connectionMode }: WebDistribution): boolean {
  return connectionMode === 'tenant-only';
}
