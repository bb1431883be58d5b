import { AnyDistribution, Application, knownItems, knownOutputs, titleOf } from '../config';

/** What the local edge says when it is ready: the line that `serve --json` prints. */
export interface ReadyEvent {
  readonly event: 'ready';
  readonly distributions: readonly RunningDistribution[];
  /** The outputs of all stacks with their local values, which are the same on every run. */
  readonly outputs: { readonly [name: string]: string };
  /** The URL of the control API. */
  readonly control: string;
}

/** A distribution of the running templates, and where it is reached. */
export interface RunningDistribution {
  readonly logicalId: string;
  /** The name of its stack, where another stack has a distribution of the same logical id. */
  readonly stack?: string;
  readonly id: string;
  readonly kind: 'web' | 'rtmp';
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** The distribution's own URLs; null where it is not served by that protocol. */
  readonly http: string | null;
  readonly https: string | null;
  /** For players that reach port 1935. */
  readonly rtmp: string | null;
  /** Of an RTMP distribution, for players that reach port 80 only. All ports speak all variants of RTMP. */
  readonly rtmpt?: string;
}

/** The URLs of an RTMP distribution. */
export interface RtmpUrls {
  readonly rtmp: string;
  readonly rtmpt: string;
}

/** The URLs of a web distribution. */
export interface WebUrls {
  readonly http: string;
  readonly https: string;
}

/**
 * @param urls     of each web distribution, by its id
 * @param rtmpUrls of each RTMP distribution, by its id
 */
export function readyEvent(application: Application, urls: (id: string) => WebUrls, rtmpUrls: (id: string) => RtmpUrls, control: string): ReadyEvent {
  return {
    event: 'ready',
    distributions: [
      ...application.distributions.map((distribution) => ({ ...described(distribution, 'web', application), ...urls(distribution.id), rtmp: null })),
      ...application.streamingDistributions.map((distribution) => ({ ...described(distribution, 'rtmp', application), http: null, https: null, ...rtmpUrls(distribution.id) })),
    ],
    outputs: knownOutputs(application),
    control,
  };
}

function described<Kind extends 'web' | 'rtmp'>(distribution: AnyDistribution, kind: Kind, application: Application) {
  const { location: { logicalId, template }, id, domainName, aliases } = distribution;
  return { logicalId, ...(titleOf(distribution, application) !== logicalId && { stack: template }), id, kind, domainName, aliases: knownItems(aliases) };
}
