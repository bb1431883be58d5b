import { escapeXml } from './escape-xml';
import { MediaPlayer, streamNameOf } from './stream-names';

/** Where a player and what it plays come from. */
export interface PlayedMedia {
  /** Where the files of the player are: scheme and host of the web distribution, or `.` for beside the page. */
  readonly player: string;
  /** Such as `rtmp://s5678.cloudfront.net/cfx/st`. */
  readonly streamer: string;
  /** The key of the media; for SWFObject also the name of the stream, with its prefix and its signature. */
  readonly objectName: string;
}

/** Players in pages: those that name objects in their own ways, and `player.swf` by SWFObject. */
export type PagePlayer = MediaPlayer | 'SWFObject';

/** Files of Flowplayer; the page names those that the guide has. */
const FLOWPLAYER = { script: 'flowplayer-3.2.11.min.js', player: 'flowplayer-3.2.12.swf', rtmp: 'flowplayer.rtmp-3.2.10.swf' };

const PAGES: { readonly [player in PagePlayer]: (media: PlayedMedia) => string } = {
  'JW Player': ({ player, streamer, objectName }) => htmlPage('JW Player', `${player}/jwplayer.js`, [
    '<div id="mediaplayer"></div>',
    `<script>jwplayer('mediaplayer').setup(${script({ file: `${streamer}/${streamNameOf(objectName, 'JW Player')}`, width: '720', height: '480' })});</script>`,
  ]),
  'Flowplayer': ({ player, streamer, objectName }) => htmlPage('Flowplayer', `${player}/${FLOWPLAYER.script}`, [
    `<a class="rtmp" href="${escapeXml(streamNameOf(objectName, 'Flowplayer'))}" style="display:block;width:720px;height:480px"></a>`,
    `<script>flowplayer('a.rtmp', ${script(`${player}/${FLOWPLAYER.player}`)}, ${script({
      clip: { provider: 'rtmp' },
      plugins: { rtmp: { url: `${player}/${FLOWPLAYER.rtmp}`, netConnectionUrl: streamer } },
    })});</script>`,
  ]),
  'SWFObject': ({ player, streamer, objectName }) => htmlPage('player.swf', `${player}/swfobject.js`, [
    '<div id="flv"></div>',
    '<script>',
    `  var player = new SWFObject(${script(`${player}/player/player.swf`)}, 'mp1', '640', '360', '9');`,
    "  player.addParam('allowfullscreen', 'true');",
    "  player.addParam('allowscriptaccess', 'always');",
    "  player.addParam('wmode', 'opaque');",
    `  player.addVariable('streamer', ${script(streamer)});`,
    `  player.addVariable('file', ${script(flashVariable(objectName))});`,
    "  player.write('flv');",
    '</script>',
  ]),
  'Flash Player': ({ streamer, objectName }) => [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<s:Application xmlns:fx="http://ns.adobe.com/mxml/2009" xmlns:s="library://ns.adobe.com/flex/spark">',
    '  <fx:Script><![CDATA[',
    '    import org.osmf.net.StreamingURLResource;',
    '',
    '    private function prepare():void {',
    `      var media:StreamingURLResource = new StreamingURLResource(${script(`${streamer}/${streamNameOf(objectName, 'Flash Player')}`)});`,
    '      media.urlIncludesFMSApplicationInstance = true;',
    '      player.source = media;',
    '    }',
    '  ]]></fx:Script>',
    '  <s:VideoPlayer id="player" autoPlay="true" preinitialize="prepare()"/>',
    '</s:Application>',
    '',
  ].join('\n'),
};

/**
 * A page that plays media of an RTMP distribution; for Flash Player the source (MXML) of a project of Flash Builder, which makes the page.
 *
 * @throws where the object is no media for RTMP
 * @see MED-088, MED-095, MED-098, RTM-123
 */
export function playerPage(player: PagePlayer, media: PlayedMedia): string {
  return PAGES[player](media);
}

/** The name of a stream as a variable of Flash: its signature is percent-encoded, so as to be no variables of its own [RTM-124]. */
function flashVariable(objectName: string): string {
  const [name, signature] = objectName.split(/\?(.*)/s);
  if (signature !== undefined) return name + encodeURIComponent(`?${signature}`);
  return /^(flv|mp3|mp4|id3):/.test(name) ? name : streamNameOf(name, 'Flowplayer');
}

function htmlPage(player: string, scriptUrl: string, body: readonly string[]): string {
  return [
    '<!DOCTYPE html>',
    '<html>',
    `<head><meta charset="utf-8"><title>Streamed by CloudFront, played by ${player}</title><script src="${escapeXml(scriptUrl)}"></script></head>`,
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A value in a script, in which nothing ends the script. */
function script(value: unknown): string {
  return JSON.stringify(value).replace(/[<>]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}
