import type { ServerResponse } from 'node:http';
import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';

/** The connections of viewers: which of them have requests under way, and how they end without breaking any off. */
export class Connections {
  /** The newest response of each connection of HTTP/1, after which it owes no other. */
  private readonly newest = new Map<Socket, ServerResponse | undefined>();
  private readonly sessions = new Set<ServerHttp2Session>();
  /** Connections of WebSocket, which have no end of their own. */
  private readonly upgraded = new Set<Socket>();
  private drained: (() => void) | undefined;

  /** Takes a connection of HTTP/1 in, if it is not one of them already. */
  public add(socket: Socket): void {
    if (this.newest.has(socket)) return;
    this.newest.set(socket, undefined);
    // Of a viewer that left: node looks after that only as long as it has not given the connection up for a tunnel or another protocol.
    socket.on('error', () => {});
    socket.once('close', () => {
      this.newest.delete(socket);
      this.upgraded.delete(socket);
      this.tellIfDrained();
    });
  }

  /** Takes a connection of HTTP/2 in. */
  public addSession(session: ServerHttp2Session): void {
    this.sessions.add(session);
    session.once('close', () => {
      this.sessions.delete(session);
      this.tellIfDrained();
    });
  }

  /** A request has begun on a connection of HTTP/1; it is under way until its response is closed. */
  public begin(socket: Socket, response: ServerResponse): void {
    if (this.newest.has(socket)) this.newest.set(socket, response);
    if (this.drained !== undefined) this.end(socket);
  }

  /** Calls back when the responses that a connection owes are out or given up: at once where it owes none. */
  public whenAnswered(socket: Socket, callback: () => void): void {
    const last = this.lastOwed(socket);
    if (last === undefined) callback();
    else last.once('close', callback);
  }

  /** A connection has become one of WebSocket. */
  public upgrade(socket: Socket): void {
    this.upgraded.add(socket);
    if (this.drained !== undefined) socket.destroy();
  }

  /** Ends each connection as soon as it has no request under way; resolves when all have ended. */
  public drain(): Promise<void> {
    return new Promise((resolve) => {
      this.drained = resolve;
      for (const socket of this.upgraded) socket.destroy();
      for (const socket of this.newest.keys()) this.end(socket);
      for (const session of this.sessions) session.close();
      this.tellIfDrained();
    });
  }

  /** Ends a connection, or has its last response end it. */
  private end(socket: Socket): void {
    const last = this.lastOwed(socket);
    if (last === undefined) return socket.destroySoon();
    last.shouldKeepAlive = false;
    last.once('close', () => this.end(socket));
  }

  private lastOwed(socket: Socket): ServerResponse | undefined {
    const newest = this.newest.get(socket);
    return newest === undefined || newest.destroyed ? undefined : newest;
  }

  private tellIfDrained(): void {
    if (this.newest.size === 0 && this.sessions.size === 0) this.drained?.();
  }
}
