import { Application } from '../config';
import { Edge, KeyPairs } from '../edge';
import { FunctionActivity, Identities, Logs, LogStore, Monitoring } from '../records';
import { checkTemplates } from '../rules';
import { Account, AccountOptions, QueryApi, RestApi, restOperations } from './api';
import { cloudFormationService } from './cloudformation/cloudformation-api';
import { Stacks } from './cloudformation/stacks';
import { ControlApi } from './control-api';
import { controlRoutes } from './control-routes';
import { diagnosisRoute } from './diagnosis-route';
import { functionRoutes } from './function-routes';
import { FunctionStages } from './function-stages';
import { certificateRoutes } from './iam/certificate-routes';
import { iamService } from './iam/iam-api';
import { Permissions } from './iam/permissions';
import { ServerCertificates } from './iam/server-certificates';
import { keyPairRoutes } from './key-pair-routes';
import { logRoutes } from './log-routes';
import { ReadyEvent } from './ready-event';
import { rootObjectRoute } from './root-object-route';
import { TrailKeeper } from './trail-keeper';
import { trailRoutes } from './trail-routes';

/** What programs may see and change of a local edge. */
export interface Controlled extends AccountOptions {
  readonly edge: Edge;
  readonly certificates: ServerCertificates;
  readonly accountNumber: string;
  readonly keyPairs: KeyPairs;
  readonly functions: FunctionActivity;
  readonly logStore: LogStore;
  readonly logs: Logs;
  readonly monitoring: Monitoring;
  readonly stacks: Stacks;
  readonly trail: TrailKeeper;
  /** Whose access keys are known. */
  readonly identities: Identities;
  readonly ready: () => ReadyEvent;
}

/** Opens the port by which programs control a local edge, with all that they find there. */
export function openControl(controlled: Controlled): Promise<ControlApi> {
  const { clock, edge, templates, certificates, limits, keyPairs, functions, logStore, logs, monitoring, stacks, trail, accountNumber, ready } = controlled;
  const account = new Account(controlled);
  const application = (): Application => templates.newest.application;
  const examined = () => ({ application: application(), findings: checkTemplates(templates.newest.sources) });
  const permissions = new Permissions(application, controlled.identities);
  const now = () => clock.now();
  const routes = {
    ...controlRoutes(edge, application, ready, (id) => account.promote(id), monitoring),
    ...logRoutes(logStore, logs),
    ...keyPairRoutes(keyPairs),
    ...rootObjectRoute(account),
    ...diagnosisRoute({ edge, examined, ready, permissions, now }),
    ...certificateRoutes({ certificates, limits, application, now }),
    ...functionRoutes(application, edge.keyValueStores, functions, new FunctionStages(account)),
    ...trailRoutes(trail),
  };
  const rest = new RestApi(restOperations(account), (call) => trail.record(call), (call, resource) => permissions.refusal({
    ...call, ...call.caller, secure: false, time: now(), resource: resource === '' ? '*' : `arn:aws:cloudfront::${accountNumber}:${resource}`,
  }));
  return ControlApi.open(routes, rest, new QueryApi({ iam: iamService(certificates), cloudformation: cloudFormationService(stacks) }));
}
