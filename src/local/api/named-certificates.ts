import { ChangedTemplates } from '../changed-templates';
import { ApiError } from './api-error';
import { objectOf, Properties } from './element';
import { dedicatedIpObstacle } from '../iam/certificate-usage';
import { AccountLimits, ServerCertificates } from '../iam/server-certificates';

/**
 * Requires the server certificate that a configuration names to be one of the account's own store; one that it has named before is taken as it is.
 *
 * @throws ApiError
 */
export function requireCertificate(certificates: Pick<ServerCertificates, 'obstacleTo'>, config: Properties, before: Properties = {}): void {
  const [id, earlier] = [config, before].map((each) => objectOf(each.ViewerCertificate)?.IamCertificateId);
  const obstacle = typeof id === 'string' && id !== '' && id !== earlier ? certificates.obstacleTo(id) : undefined;
  if (obstacle !== undefined) throw new ApiError('InvalidViewerCertificate', obstacle);
}

/** Requires an account to have no more certificates with dedicated IP addresses than it may have, where a change adds one. @throws ApiError */
export function requireDedicatedIps(before: ChangedTemplates, after: ChangedTemplates, limits: AccountLimits): void {
  const obstacle = dedicatedIpObstacle(after.application.distributions, limits);
  if (obstacle !== undefined && dedicatedIpObstacle(before.application.distributions, limits) !== obstacle) throw new ApiError('TooManyCertificates', obstacle);
}
