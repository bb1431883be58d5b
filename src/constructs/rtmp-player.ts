/** Players of Flash media, each of which names objects in its own way. */
export enum RtmpPlayer {
  /** Adobe Flash Player, by a project of Flash Builder or by ActionScript. */
  FLASH_PLAYER = 'Flash Player',
  /** Flowplayer for Adobe Flash. */
  FLOWPLAYER = 'Flowplayer',
  /** JW Player. */
  JW_PLAYER = 'JW Player',
}
