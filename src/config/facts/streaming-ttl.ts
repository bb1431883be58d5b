/** Seconds for which an RTMP distribution caches an object at least, and where the object does not say [RTM-128, RTM-129]. */
export const STREAMING_TTL = { min: 3_600, default: 86_400 } as const;
