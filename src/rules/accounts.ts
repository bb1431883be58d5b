import { Application, isKnown, Part } from '../config';

/** The account of the stack that a part is in; undefined where it is not known. */
export function accountOf({ location }: Part, { templates }: Application): string | undefined {
  const account = templates.find(({ name }) => name === location.template)?.account;
  return isKnown(account) ? account : undefined;
}

/** What parts of one account have in common: the account, or their template where the account is not known. */
export function accountKey(part: Part, application: Application): string {
  return accountOf(part, application) ?? `template ${part.location.template}`;
}
