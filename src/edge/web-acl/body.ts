import { InspectedBody } from './inspected-request';

/** The beginning of a body as rules look at it. */
export function beginningOf(body: Uint8Array, limit: number): InspectedBody {
  return { text: Buffer.from(body.buffer, body.byteOffset, Math.min(limit, body.byteLength)).toString('latin1'), isCut: body.byteLength > limit };
}
