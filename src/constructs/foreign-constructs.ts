import { IResource, Resource, Stack, Token } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
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

/**
 * Refuses a bucket of another stack whose policy would have to name something of the distribution's stack: each stack would need the other first.
 *
 * @param scope  what has the bucket as its origin
 * @param reader what the bucket's policy would name: an identity, or the distribution
 * @param what   what that is called in the message
 */
export function refuseCycleOfStacks(scope: IConstruct, bucket: IBucket, reader: IConstruct, what: string): void {
  const [own, theirs] = [deployedStackOf(scope), deployedStackOf(bucket)];
  if (isImported(bucket) || isImported(reader) || own === theirs || deployedStackOf(reader) !== own) return;
  throw new Error(`${scope.node.path}: the policy of the bucket ${bucket.node.path} would name ${what} of the stack ${own.node.path}, which itself refers to the bucket: `
    + `neither stack could be deployed first. Put bucket and distribution into one stack, or give an OriginAccessIdentity that is made in ${theirs.node.path}.`);
}

function isImported(construct: IConstruct): boolean {
  return Resource.isResource(construct) && !Resource.isOwnedResource(construct);
}

/** The stack that is deployed by itself: nested ones come with their parents. */
function deployedStackOf(construct: IConstruct): Stack {
  const stack = Stack.of(construct);
  return stack.nestedStackParent === undefined ? stack : deployedStackOf(stack.nestedStackParent);
}
