import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { serverFrameSchema } from '@voiceassist/shared/schemas';
import * as v from 'valibot';
import type { WebSocket } from 'ws';
import type { TestServer } from './server.js';

type Frame = v.InferOutput<typeof serverFrameSchema>;
type FrameOf<Type extends Frame['type']> = Extract<Frame, { type: Type }>;

/** The other side of a socket: every frame is checked by the contract's schema. */
export class SocketClient {
  /** Every frame so far. */
  readonly frames: Frame[] = [];
  /** The close code, once the socket is closed. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  #taken = 0;

  constructor(server: Pick<TestServer, 'app' | 'url'>, token: string, origin?: string) {
    const { WebSocket: Client } = server.app.websocketServer.options;
    if (!Client) throw new Error('The server has no class for sockets');
    const url = new URL('/api/realtime/ws', server.url.replace('http', 'ws'));
    url.searchParams.set('token', token);
    this.#socket = new Client(url, { ...(origin !== undefined && { origin }) });
    this.#socket.on('message', (data: Buffer) => {
      this.frames.push(v.parse(serverFrameSchema, JSON.parse(data.toString())));
      this.#socket.emit('frame');
    });
    this.closed = new Promise((resolve) => this.#socket.once('close', resolve));
  }

  async open(): Promise<this> {
    await once(this.#socket, 'open');
    return this;
  }

  send(frame: object): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** The next frame of this type that was not asked for before; those of other types in between are skipped. */
  async next<Type extends Frame['type']>(type: Type): Promise<FrameOf<Type>> {
    for (;;) {
      while (this.#taken < this.frames.length) {
        const frame = this.frames[this.#taken++];
        if (frame?.type === type) return frame as FrameOf<Type>;
      }
      const frame = once(this.#socket, 'frame', { signal: AbortSignal.timeout(10_000) });
      const closed = this.closed.then((code) => {
        throw new Error(`The socket closed with ${code} before a ${type} came`);
      });
      await Promise.race([frame, closed]);
    }
  }

  /** Starts a session and gives what the server said. */
  start(sessionId?: string): Promise<FrameOf<'session.started'>> {
    this.send({ type: 'session.start', ...(sessionId && { session_id: sessionId }) });
    return this.next('session.started');
  }

  /** Reads nothing until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Breaks the connection off without a close frame. */
  terminate(): void {
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

/** An open socket of the person whose access token (or ticket) this is, as from a page at `origin`. */
export const openSocket = (
  server: Pick<TestServer, 'app' | 'url'>,
  token: string,
  origin?: string,
): Promise<SocketClient> => new SocketClient(server, token, origin).open();

/** Asks in a conversation and waits for the whole answer. */
export async function ask(socket: SocketClient, sessionId: string, content: string) {
  const clientMessageId = randomUUID();
  socket.send({ type: 'message.send', session_id: sessionId, content, client_message_id: clientMessageId });
  const accepted = await socket.next('message.accepted');
  const complete = await socket.next('message.complete');
  return { clientMessageId, accepted, complete };
}
