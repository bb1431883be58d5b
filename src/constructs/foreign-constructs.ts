import { IResource, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Refuses a construct of another app, whose values this app's templates cannot refer to.
 * @param scope what uses it
 * @param used  what is used; values that are no constructs are of any app
 * @param what  what it is called in the message */
export function refuseOfAnotherApp(scope: IConstruct, used: { readonly node?: IConstruct['node'] } | undefined, what: string): void {
  if (used?.node === undefined || used.node.root === scope.node.root) return;
  throw new Error(`${scope.node.path}: ${what} ${used.node.path} belongs to another app; use one of this app, or import it into this app by its name.`);
}

/** Refuses an origin access identity that this distribution cannot use: one of another app, or of another account. */
export function refuseForeignIdentity(scope: IConstruct, identity: IResource | undefined): void {
  refuseOfAnotherApp(scope, identity, 'the origin access identity');
  if (identity === undefined) return;
  const [own, theirs] = [Stack.of(scope).account, identity.env.account];
  if ([own, theirs].some(Token.isUnresolved) || own === theirs) return;
  throw new Error(`${scope.node.path}: the origin access identity ${identity.node.path} is of the account ${theirs}, the distribution of ${own}; use an identity of the distribution's account.`);
}
