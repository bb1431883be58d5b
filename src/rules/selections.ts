import { CacheBehavior, isKnown, knownItems, knownOr, Selection } from '../config';
import { isListed } from './header-names';

/** Whether a selection has a name, as far as it is known. */
export function selects(selection: Selection | undefined, name: string): boolean {
  switch (selection?.include) {
    case 'all': return true;
    case 'listed': return isListed(name, knownItems(selection.names));
    case 'all-except': return selection.names.every(isKnown) && !isListed(name, knownItems(selection.names));
    default: return false;
  }
}

/** Whether a selection lists a name. */
export function lists(selection: Selection, name: string): boolean {
  return selection.include === 'listed' && selects(selection, name);
}

/** Whether something is selected at all. */
export function selectsAnything(selection: Selection | undefined): boolean {
  return selection !== undefined && selection.include !== 'none';
}

/** Whether `selection` has something that `other` is known not to have. */
export function selectsBeyond(selection: Selection | undefined, other: Selection | undefined): boolean {
  if (selection === undefined || other === undefined || selection.include === 'none' || other.include === 'all') return false;
  if (other.include === 'none') return true;
  return selection.include === 'listed' ? knownItems(selection.names).some((name) => other.names.every(isKnown) && !selects(other, name)) : other.include === 'listed';
}

/** The property of a behavior by which a header of the viewer gets to the origin. */
export function propertyThatSends({ cacheKey, forwarding, cachePolicyId }: CacheBehavior, header: string): string | undefined {
  if (cachePolicyId === undefined) return selects(knownOr(forwarding, undefined)?.headers, header) ? 'ForwardedValues.Headers' : undefined;
  if (selects(knownOr(forwarding, undefined)?.headers, header)) return 'OriginRequestPolicyId';
  return selects(knownOr(cacheKey, undefined)?.headers, header) ? 'CachePolicyId' : undefined;
}

/** Whether a header is known not to get to the origin. */
export function withholds(behavior: CacheBehavior, header: string): boolean {
  return isKnown(behavior.cacheKey) && isKnown(behavior.forwarding) && propertyThatSends(behavior, header) === undefined;
}
