import { ApiError } from './api-error';
import { XmlContent, XmlElements } from './xml';

const PAGE = 100;

/**
 * One page of a list, with what leads to the next one [INV-017].
 *
 * @param all       what there is, in the order of the list
 * @param query     may have Marker, the id after which the page begins, and MaxItems
 * @param itemName  the element of each item
 * @param write     what is in it
 * @throws ApiError for a Marker or MaxItems that means nothing
 */
export function page<T extends { readonly id: string }>(all: readonly T[], query: URLSearchParams, itemName: string, write: (item: T) => XmlContent): XmlElements {
  const marker = query.get('Marker') ?? '';
  const maxItems = query.get('MaxItems') || String(PAGE);
  if (!/^[1-9]\d*$/.test(maxItems)) throw new ApiError('InvalidArgument', `MaxItems is a number from 1 on, not ${maxItems}`);
  const before = all.findIndex(({ id }) => id === marker);
  if (marker !== '' && before < 0) throw new ApiError('InvalidArgument', `the list has no item ${marker}, which the Marker names`);
  const items = all.slice(before + 1, before + 1 + Number(maxItems));
  const isTruncated = before + 1 + items.length < all.length;
  return {
    Marker: marker,
    NextMarker: isTruncated ? items[items.length - 1].id : undefined,
    MaxItems: maxItems,
    IsTruncated: isTruncated,
    Quantity: items.length,
    Items: items.length === 0 ? undefined : { [itemName]: items.map(write) },
  };
}
