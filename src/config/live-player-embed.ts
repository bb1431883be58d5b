import { escapeXml } from './escape-xml';

/** Players of live streams in a page: of HDS, and of Smooth Streaming. */
export type LivePlayer = 'Strobe Media Playback' | 'Silverlight';

/** Parameters of the player of Smooth Streaming, whose package lies beside the page. */
const SILVERLIGHT: readonly (readonly [name: string, value: string])[] = [
  ['source', 'SmoothStreamingPlayer.xap'],
  ['onError', 'onSilverlightError'],
  ['background', 'white'],
  ['minRuntimeVersion', '5.0.61118.0'],
  ['autoUpgrade', 'true'],
  ['enableGPUAcceleration', 'true'],
];

const EMBEDS: { readonly [player in LivePlayer]: (manifest: string, swf: string) => string } = {
  'Strobe Media Playback': (manifest, swf) => object({ width: '640', height: '360', type: 'application/x-shockwave-flash', data: swf }, [
    ['movie', swf], ['flashvars', `src=${encodeURIComponent(manifest)}`], ['allowFullScreen', 'true'], ['allowscriptaccess', 'always'],
  ]),
  'Silverlight': (manifest) => object({ data: 'data:application/x-silverlight-2,', type: 'application/x-silverlight-2', width: '100%', height: '100%' }, [
    ...SILVERLIGHT, ['InitParams', `selectedcaptionstream=textstream_eng,mediaurl=${manifest}`],
  ]),
};

/**
 * The code by which a page embeds a player of a live stream.
 *
 * @param manifest the URL of the manifest
 * @param swf      the URL of StrobeMediaPlayback.swf; Silverlight has its player beside the page
 * @see MED-035, MED-054
 */
export function livePlayerEmbed(player: LivePlayer, manifest: string, swf: string): string {
  return EMBEDS[player](manifest, swf);
}

function object(attributes: { readonly [name: string]: string }, parameters: readonly (readonly [name: string, value: string])[]): string {
  const stated = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
  return `<object${stated}>${parameters.map(([name, value]) => `<param name="${name}" value="${escapeXml(value)}"/>`).join('')}</object>`;
}
