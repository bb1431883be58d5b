import { IConstruct } from 'constructs';

/** Refuses a construct of another app, whose values this app's templates cannot refer to.
 * @param scope what uses it
 * @param used  what is used; values that are no constructs are of any app
 * @param what  what it is called in the message */
export function refuseOfAnotherApp(scope: IConstruct, used: { readonly node?: IConstruct['node'] } | undefined, what: string): void {
  if (used?.node === undefined || used.node.root === scope.node.root) return;
  throw new Error(`${scope.node.path}: ${what} ${used.node.path} belongs to another app; use one of this app, or import it into this app by its name.`);
}
