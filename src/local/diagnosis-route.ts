import { Edge } from '../edge';
import { ControlRoutes, refusal } from './control-api';
import { asViewersHaveIt, diagnose, Examined, VIEWER } from './diagnosis';
import { Permissions } from './iam/permissions';
import { ReadyEvent } from './ready-event';

/** What may be looked at. */
interface Diagnosing {
  readonly edge: Edge;
  readonly examined: () => Pick<Examined, 'application' | 'findings'>;
  readonly ready: () => ReadyEvent;
  readonly permissions: Permissions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Why a URL does not show its object. */
export function diagnosisRoute({ edge, examined, ready, permissions, now }: Diagnosing): ControlRoutes {
  return {
    'GET /diagnosis': async (query) => {
      const { url = '', accessKey } = query as { readonly url?: string; readonly accessKey?: string };
      if (!URL.canParse(url)) return refusal(400, `url is "${url}", where a URL such as http://www.example.com/image.jpg is expected`);
      if (accessKey !== undefined && !permissions.knows(accessKey)) return refusal(400, `accessKey is "${accessKey}", which is nobody's here; say whose it is by serve --identity ${accessKey}=ARN`);
      const call = { service: 's3', accessKeyId: accessKey, sourceIp: VIEWER, userAgent: '', secure: true };
      const refused = (action: string, resource: string) => permissions.refusal({ ...call, action, resource, time: now() });
      return { status: 200, body: await diagnose(asViewersHaveIt(new URL(url), ready()), { ...examined(), edge, refusal: refused }) };
    },
  };
}
