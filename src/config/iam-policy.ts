import { PolicyStatement } from './access';
import { Part } from './location';

/** What some users or roles may do: a policy of IAM, a managed one, or one that is written in a role, user or group. */
export interface IamPolicy extends Part {
  readonly statements: readonly PolicyStatement[];
}
