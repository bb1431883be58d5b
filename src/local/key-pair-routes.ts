import { KeyPairRefused, KeyPairs } from '../edge';
import { ControlAnswer, ControlRoutes, refusal } from './control-api';

const STATUSES = { AccessDenied: 403, LimitExceeded: 409, NoSuchKeyPair: 404 } as const;

/** Making, listing, setting inactive and deleting the CloudFront key pairs of accounts, for which CloudFront has a console and no API. */
export function keyPairRoutes(keyPairs: KeyPairs): ControlRoutes {
  return {
    'GET /key-pairs': () => ({ status: 200, body: { items: keyPairs.list() } }),
    'POST /key-pairs': (body) => answer(async () => ({ status: 201, body: await keyPairs.create(wantedIn(body)) })),
    'POST /key-pairs/*': (body, id) => answer(() => {
      const { active } = (body ?? {}) as { readonly active?: unknown };
      return typeof active === 'boolean' ? { status: 200, body: keyPairs.setActive(id, active) } : refusal(400, 'expected {"active": true} or {"active": false}');
    }),
    'POST /key-pairs/*/deletion': (_body, id) => answer(() => {
      keyPairs.delete(id);
      return { status: 200, body: {} };
    }),
    'GET /key-pairs/*/private-key': (_query, id) => answer(() => {
      keyPairs.find(id);
      return refusal(410, `the private key of ${id} was given when it was made, and is not kept; make another key pair where it is lost`);
    }),
  };
}

function wantedIn(body: unknown): { readonly account?: string; readonly iamUser?: string } {
  const { account, iamUser } = (body ?? {}) as { readonly account?: unknown; readonly iamUser?: unknown };
  return { ...account !== undefined && { account: String(account) }, ...iamUser !== undefined && { iamUser: String(iamUser) } };
}

async function answer(act: () => ControlAnswer | Promise<ControlAnswer>): Promise<ControlAnswer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof KeyPairRefused) return refusal(STATUSES[error.code], error.message);
    throw error;
  }
}
