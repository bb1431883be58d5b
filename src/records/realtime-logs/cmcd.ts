/** The keys of Common Media Client Data, by the names of their fields in real-time logs. */
const KEYS: { readonly [field: string]: string } = {
  'cmcd-encoded-bitrate': 'br',
  'cmcd-buffer-length': 'bl',
  'cmcd-buffer-starvation': 'bs',
  'cmcd-content-id': 'cid',
  'cmcd-object-duration': 'd',
  'cmcd-deadline': 'dl',
  'cmcd-measured-throughput': 'mtp',
  'cmcd-next-object-request': 'nor',
  'cmcd-next-range-request': 'nrr',
  'cmcd-object-type': 'ot',
  'cmcd-playback-rate': 'pr',
  'cmcd-requested-maximum-throughput': 'rtp',
  'cmcd-streaming-format': 'sf',
  'cmcd-session-id': 'sid',
  'cmcd-stream-type': 'st',
  'cmcd-startup': 'su',
  'cmcd-top-bitrate': 'tb',
  'cmcd-version': 'v',
};

export const CMCD_FIELDS: readonly string[] = Object.keys(KEYS);

/**
 * What a player says of itself in a request, by field: in the query parameter `CMCD`, or in its four headers (CTA-5004).
 *
 * @param said the texts that may have it, such as `br=3200,bs,sid="6e2f"`
 */
export function cmcdValue(field: string, said: readonly (string | undefined)[]): string | undefined {
  for (const text of said) {
    for (const [, key, quoted, plain] of (text ?? '').matchAll(/(?:^|,)\s*([a-z-]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^,"]*)))?(?=\s*(?:,|$))/g)) {
      if (key === KEYS[field]) return quoted?.replace(/\\(.)/g, '$1') ?? plain ?? 'true';
    }
  }
  return undefined;
}
