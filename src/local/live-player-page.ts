import { LivePlayer, livePlayerEmbed } from '../config';

/** A page with nothing but a player of a live stream. */
export function livePlayerPage(player: LivePlayer, manifest: string, swf: string): string {
  return `<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"><title>Live, played by ${player}</title></head>\n<body>\n${livePlayerEmbed(player, manifest, swf)}\n</body>\n</html>\n`;
}
