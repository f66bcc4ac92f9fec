import { CLOSE_CODES } from '@voiceassist/shared/schemas';
import type { WebSocket } from 'ws';
import type { SignedInUser } from '../accounts/authorization.js';
import type { ServerFrame } from './frames.js';

const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
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
  #work = Promise.resolve();
  #waiting = 0;

  constructor(
    socket: WebSocket,
    user: SignedInUser,
    idleSeconds: number,
    handlers: { onFrame: (text: string) => Promise<void>; onClose: () => void },
  ) {
    this.#socket = socket;
    this.#user = user;
    this.#idle = setTimeout(() => this.close(CLOSE_CODES.idle), idleSeconds * 1000);
    this.#expireAt(user.expiresAt);
    socket.on('message', (data: Buffer) => {
      this.#idle.refresh();
      if (this.#waiting >= MAX_WAITING_FRAMES) {
        this.close(CLOSE_CODES.tryLater);
        return;
      }
      this.#waiting += 1;
      this.#work = this.#work
        .then(() => (this.isOpen ? handlers.onFrame(data.toString()) : undefined))
        .finally(() => (this.#waiting -= 1));
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
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) this.close(CLOSE_CODES.tryLater);
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  #expireAt(seconds: number): void {
    clearTimeout(this.#expiry);
    const milliseconds = Math.max(0, seconds * 1000 - Date.now());
    this.#expiry = setTimeout(() => this.close(CLOSE_CODES.tokenRejected), milliseconds);
  }
}
