/*
 * A hundred players of a film of 1 Mbit/s over RTMP, beside a bare node:net server that writes messages of the same sizes at the same pace.
 * Both on the same core, in turns.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RtmpPlayers } from './parts/rtmp-players';
import { ServerProcess } from './parts/server-process';
import { flvFile } from '../test/streaming/media/flv-file';
import { streamingTemplate } from '../test/streaming/scenario';

const PLAYERS = 100;
const SECONDS = 60;
const [WARM_UP, MEASURED, ROUNDS] = [3, 8, 3];
const SERVER_CORE = 0;

/** 25 pictures of 4,500 bytes in a second, each 50th a key frame, and 43 sounds of 280 bytes. */
const FILM = [
  ...Array.from({ length: SECONDS * 25 }, (_, i) => ({ kind: 'video', timestamp: i * 40, payload: Buffer.alloc(4_500, i % 50 === 0 ? 0x12 : 0x22) }) as const),
  ...Array.from({ length: SECONDS * 43 }, (_, i) => ({ kind: 'audio', timestamp: Math.floor(i * 1_000 / 43), payload: Buffer.alloc(280, 0x2f) }) as const),
].sort((one, other) => one.timestamp - other.timestamp);

/** The program of a server that writes messages when they are due, a second ahead, to whoever has said anything. */
const BARE = `
  const messages = ${JSON.stringify(FILM.map(({ timestamp, payload }) => [timestamp - 1_000, payload.length]))};
  const bytes = Buffer.alloc(5_000);
  const server = require('node:net').createServer({ noDelay: true }, (socket) => socket.on('error', () => {}).once('data', () => {
    const start = Date.now();
    let i = 0;
    const write = () => {
      for (; i < messages.length && messages[i][0] <= Date.now() - start; i++) socket.write(bytes.subarray(0, messages[i][1]));
      if (i < messages.length && !socket.destroyed) setTimeout(write, messages[i][0] - (Date.now() - start));
    };
    write();
  })).listen(0, '127.0.0.1', () => console.log(JSON.stringify({ distributions: [{ rtmp: 'rtmp://127.0.0.1:' + server.address().port }] })));
`;

/** What a server did with the players. */
interface Figures {
  /** Processor time, as part of the time that passed. */
  readonly cpu: number;
  /** Megabits in a second, of all players. */
  readonly megabits: number;
}

async function measure(server: ServerProcess): Promise<Figures> {
  const players = new RtmpPlayers(new URL(JSON.parse(server.ready).distributions[0].rtmp), 'film', PLAYERS);
  await setTimeout(WARM_UP * 1_000);
  const [time, cpu, { bytes }] = [process.hrtime.bigint(), server.cpuTime(), { ...players }];
  await setTimeout(MEASURED * 1_000);
  const microseconds = Number(process.hrtime.bigint() - time) / 1_000;
  const figures = { cpu: (server.cpuTime() - cpu) / microseconds, megabits: (players.bytes - bytes) * 8 / microseconds };
  players.stop();
  return figures;
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'cloudfront-edge-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true }));
  const template = join(directory, 'template.json');
  writeFileSync(template, JSON.stringify(streamingTemplate()));
  writeFileSync(join(directory, 'film.flv'), flvFile(FILM));
  const servers = {
    'bare node:net': await ServerProcess.start(['-e', BARE], SERVER_CORE),
    'serve, RTMP': await ServerProcess.start([join(__dirname, '..', 'bin', 'cloudfront-edge'), 'serve', template, '--bucket', `Media=${directory}`, '--json'], SERVER_CORE),
  };
  const best: { [name: string]: Figures } = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, server] of Object.entries(servers)) {
      const figures = await measure(server);
      if (figures.cpu < (best[name]?.cpu ?? Infinity)) best[name] = figures;
    }
  }
  console.table(Object.fromEntries(Object.entries(best).map(([name, { cpu, megabits }]) => [name, { '% of a core': Number((cpu * 100).toFixed(1)), 'Mbit/s': Math.round(megabits) }])));
  const [bare, edge] = Object.values(best);
  console.log(`CPU of ${PLAYERS} players ${(edge.cpu / bare.cpu).toFixed(2)} times that of the bare server (goal 1.5 or less)`);
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}

void main();
