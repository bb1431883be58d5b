import { Application, isKnown, Part } from '../config';

/** The account that a part is in; where that is not known, its template stands for it. */
export function accountOf({ location }: Part, { templates }: Application): string {
  const account = templates.find(({ name }) => name === location.template)?.account;
  return isKnown(account) ? account : `template ${location.template}`;
}
