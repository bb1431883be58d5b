import * as fc from 'fast-check';
import { MediaPlayer, playCallOf, streamNameOf } from '../../src/config';

const PLAYERS: readonly MediaPlayer[] = ['Flash Player', 'Flowplayer', 'JW Player'];

test.each([
  ['my-vacation.mp4', 'mp4:my-vacation', 'mp4:my-vacation.mp4', 'my-vacation.mp4'],
  ['videos/2014.06/clip.flv', 'videos/2014.06/clip', 'videos/2014.06/clip', 'videos/2014.06/clip.flv'],
  ['audio/song.mp3', 'mp3:audio/song', 'mp3:audio/song.mp3', 'audio/song.mp3'],
  ['film.f4v', 'mp4:film.f4v', 'mp4:film.f4v', 'film.f4v'],
  ['FILM.MP4', 'mp4:FILM.MP4', 'mp4:FILM.MP4', 'FILM.MP4'],
  ['/my-vacation.mp4', 'mp4:my-vacation', 'mp4:my-vacation.mp4', 'my-vacation.mp4'],
])('%s is %s to Flash Player, %s to Flowplayer and %s to JW Player [MED-089] [MED-099] [RTM-036]', (name, flash, flowplayer, jw) => {
  expect(PLAYERS.map((player) => streamNameOf(name, player))).toEqual([flash, flowplayer, jw]);
});

test.each(['my-vacation', 'mp4:my-vacation', 'videos.mp4/clip', 'clip.avi', 'clip.', '.mp4', 'a/.mp4', '', 'clip.constructor'])('"%s" lacks the extension of media [MED-099]', (name) => {
  for (const player of PLAYERS) expect(() => streamNameOf(name, player)).toThrow(`"${name}" does not name media for RTMP; give the key of the object, with its extension: flv, `);
});

test('Flash Player never gets an extension that the server adds, JW Player always gets the key [MED-089] [MED-099]', () => {
  const names = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9./-]{0,20}[a-z0-9]$/), fc.constantFrom('flv', 'mp3', 'mp4'));
  fc.assert(fc.property(names, ([stem, extension]) => {
    const flash = streamNameOf(`${stem}.${extension}`, 'Flash Player');
    expect(flash.replace(/^mp[34]:/, '')).toBe(stem);
    expect(streamNameOf(`${stem}.${extension}`, 'JW Player')).toBe(`${stem}.${extension}`);
  }));
});

test.each([['vid.flv', 'play("vid", 0, -1)'], ['videos/my "own".mp4', 'play("mp4:videos/my \\"own\\"", 0, -1)']])('a script plays %s by %s, which tells when it is missing [RTM-050]', (name, call) => {
  expect(playCallOf(name)).toBe(call);
});
