import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { SocketConnection } from '../../src/streaming/socket-connection';

test('what is sent in one turn goes out at once, and waits until the other side takes it', async () => {
  const written: string[][] = [];
  const taking: (() => void)[] = [];
  const socket = new Duplex({
    read: () => {},
    writev: (chunks, taken) => {
      written.push(chunks.map(({ chunk }) => String(chunk)));
      taking.push(taken);
    },
  });
  const connection = new SocketConnection(socket as Socket);
  for (const text of ['a', 'b']) connection.send(Buffer.from(text));
  expect([written, connection.pending]).toEqual([[], 2]);
  await Promise.resolve().then(() => connection.send(Buffer.from('c')));
  await setImmediate();
  expect([written, connection.pending]).toEqual([[['a', 'b', 'c']], 3]);
  connection.send(Buffer.from('d'));
  await setImmediate();
  taking.forEach((taken) => taken());
  await setImmediate();
  expect(written).toEqual([['a', 'b', 'c'], ['d']]);
});
