import { MediaStream } from './media-stream';
import { isAmfObject, MalformedAmf } from '../protocol/amf-value';
import { decodeAmf0 } from '../protocol/amf0';

/** The single values that a file says of itself in `onMetaData`, which are told to players only; none where they cannot be read. */
export function flvMetadata(body: Uint8Array): MediaStream['metadata'] {
  const [, values] = decoded(body);
  return isAmfObject(values) ? Object.fromEntries(Object.entries(values).filter(isSingle)) : {};
}

function decoded(body: Uint8Array): ReturnType<typeof decodeAmf0> {
  try {
    return decodeAmf0(body);
  } catch (error) {
    if (error instanceof MalformedAmf) return [];
    throw error;
  }
}

function isSingle(entry: readonly [string, unknown]): entry is [string, string | number | boolean] {
  return ['string', 'number', 'boolean'].includes(typeof entry[1]);
}
