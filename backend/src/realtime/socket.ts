import { CLOSE_CODES } from '@voiceassist/shared/schemas';
import type { WebSocket } from 'ws';
import type { SignedInUser } from '../accounts/authorization.js';
import type { ServerFrame } from './frames.js';
import type { Turns } from './turns.js';

const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
/** How long somebody who reads too slowly has to take the close frame. */
const LAST_MILLISECONDS = 5000;
/** With so many frames waiting the client is told to slow down, and with so many its socket closes. */
const MANY_WAITING_FRAMES = 100;
const MAX_WAITING_FRAMES = 200;

/**
 * One open WebSocket of one person: takes frames one after the other, sends, and closes when the access token
 * ends, when nothing came for too long, or when the other side reads too slowly.
 */
export class Socket {
  #user: SignedInUser;
  readonly #socket: WebSocket;
  readonly #idle: NodeJS.Timeout;
  #expiry: NodeJS.Timeout | undefined;
  #waiting = 0;
  #isWarned = false;

  constructor(
    socket: WebSocket,
    user: SignedInUser,
    idleSeconds: number,
    turns: Turns,
    handlers: { onFrame: (text: string) => Promise<void>; onClose: () => void },
  ) {
    this.#socket = socket;
    this.#user = user;
    this.#idle = setTimeout(() => this.close(CLOSE_CODES.idle), idleSeconds * 1000);
    this.#expireAt(user.expiresAt);
    socket.on('message', (data: Buffer) => {
      this.#idle.refresh();
      if (!this.isOpen) return;
      if (this.#waiting >= MAX_WAITING_FRAMES) {
        this.close(CLOSE_CODES.tryLater);
        return;
      }
      this.#waiting += 1;
      this.#warn();
      const handle = async () => {
        if (this.isOpen) await handlers.onFrame(data.toString());
      };
      void turns.take(user.id, handle).finally(() => (this.#waiting -= 1));
    });
    socket.on('close', () => {
      clearTimeout(this.#idle);
      clearTimeout(this.#expiry);
      handlers.onClose();
    });
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Whose socket it is, by the newest token. */
  get user(): SignedInUser {
    return this.#user;
  }

  /** Keeps the socket open for as long as the same person's newer token is good. */
  renew(user: SignedInUser): void {
    this.#user = user;
    this.#expireAt(user.expiresAt);
  }

  send(frame: ServerFrame): void {
    if (!this.isOpen) return;
    this.#socket.send(JSON.stringify(frame));
    if (this.#socket.bufferedAmount <= MAX_BUFFERED_BYTES) return;
    this.close(CLOSE_CODES.tryLater);
    // What is held for somebody who never reads again is let go.
    setTimeout(() => this.#socket.terminate(), LAST_MILLISECONDS).unref();
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  /** Says once in each flood that frames come faster than they are taken. */
  #warn(): void {
    const isFlood = this.#waiting > MANY_WAITING_FRAMES;
    if (isFlood && !this.#isWarned) {
      const message = 'Too many messages at once. Wait for the answers to come first.';
      this.send({ type: 'error', code: 'too_many_frames', message });
    }
    this.#isWarned = isFlood || (this.#isWarned && this.#waiting > 1);
  }

  #expireAt(seconds: number): void {
    clearTimeout(this.#expiry);
    const milliseconds = Math.max(0, seconds * 1000 - Date.now());
    this.#expiry = setTimeout(() => this.close(CLOSE_CODES.tokenRejected), milliseconds);
  }
}
