import { Application } from '../../config';
import { ControlRoutes, refusal } from '../control-api';
import { certificateUsage, CertificateUsage, dedicatedIpCertificates } from './certificate-usage';
import { AccountLimits, ServerCertificates } from './server-certificates';

/** The certificates of an account, as the control API tells them. */
export interface Certificates {
  readonly items: readonly CertificateUsage[];
  readonly dedicatedIpInUse: number;
  readonly limits: AccountLimits;
}

interface CertificateRouteOptions {
  readonly certificates: ServerCertificates;
  readonly limits: AccountLimits;
  readonly application: () => Application;
  /** Tells the time, in milliseconds since the epoch. */
  readonly now: () => number;
}

/** Which certificates the distributions have, and what the account may have of them, which AWS may raise. */
export function certificateRoutes({ certificates, limits, application, now }: CertificateRouteOptions): ControlRoutes {
  return {
    'GET /certificates': () => {
      const { distributions } = application();
      const body: Certificates = { items: certificateUsage(distributions, certificates, now()), dedicatedIpInUse: dedicatedIpCertificates(distributions), limits };
      return { status: 200, body };
    },
    'POST /limits': (body) => {
      const wanted = Object.entries((body ?? {}) as { readonly [limit: string]: unknown });
      const isLimit = ([name, value]: [string, unknown]) => Object.hasOwn(limits, name) && Number.isSafeInteger(value) && Number(value) >= 0;
      if (wanted.length === 0 || !wanted.every(isLimit)) return refusal(400, `expected an object with numbers from 0 on for ${Object.keys(limits).join(' or ')}`);
      Object.assign(limits, Object.fromEntries(wanted));
      return { status: 200, body: limits };
    },
  };
}
