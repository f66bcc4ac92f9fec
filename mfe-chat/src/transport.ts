import {
  BehaviorSubject,
  Subject,
  timer,
  type Observable,
  type Subscription,
} from '@voiceassist/shared/rxjs';
import {
  CLOSE_CODES,
  serverFrameSchema,
  toCamel,
  toSnake,
  type ClientFrame,
  type Mode,
  type ServerFrame,
} from '@voiceassist/shared/schemas';
import type { ClosedReason, ConnectionStatus } from './conversation.js';

/** The connection as it is, with the reason when it is closed for good. */
export interface Connection {
  status: ConnectionStatus;
  reason?: ClosedReason;
}

/** What begins or continues a conversation. */
export interface SessionStart {
  sessionId?: string;
  mode: Mode;
  clinicalContext?: Record<string, unknown>;
}

/** What the transport needs of the outside. */
export interface TransportOptions {
  /** Base address of the socket, e.g. `ws://localhost:8000`. */
  wsUrl: string;
  /** A ticket where the server gives them, else the access token; nothing when nobody is signed in. */
  credential(reason: 'start' | 'rejected'): Promise<string | undefined>;
  /** How the conversation begins, asked at every connect. */
  start(): SessionStart;
  /** Opens a socket; the browser's own unless a test injects a fault. */
  open?: (address: string) => WebSocket;
  /** 0 to 1. */
  random?: () => number;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const HEARTBEAT_MS = 25_000;

/** The only place that knows the socket: opens it, keeps it open, and turns its frames into events and back. */
export class Transport {
  readonly #connection = new BehaviorSubject<Connection>({ status: 'connecting' });
  readonly #frames = new Subject<ServerFrame>();
  readonly #life = new AbortController();
  #socket: WebSocket | undefined;
  #attempt: symbol | undefined;
  #retry: Subscription | undefined;
  #heartbeat: Subscription | undefined;
  #failures = 0;
  #rejections = 0;
  #isAnswered = true;
  #isClosed = false;
  /** Frames that were no frames; a bad one is counted and forgotten. */
  badFrames = 0;

  readonly connection$: Observable<Connection> = this.#connection.asObservable();
  readonly frames$: Observable<ServerFrame> = this.#frames.asObservable();

  constructor(private readonly options: TransportOptions) {
    const { signal } = this.#life;
    window.addEventListener('online', () => this.#reconnectNow(), { signal });
    window.addEventListener('offline', () => this.#lost({ status: 'offline' }), { signal });
    document.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'visible' && this.#reconnectNow(),
      { signal },
    );
    void this.#connect('start');
  }

  /** Puts a frame into the open socket; false when there is none, and then nothing was sent. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Begins the conversation, or begins it anew, on the open socket; false when there is none. */
  startSession(): boolean {
    const { sessionId, ...start } = this.options.start();
    return this.send(toSnake({ type: 'session.start', ...(sessionId && { sessionId }), ...start }));
  }

  /** Ends the connection for good and releases everything. */
  close(): void {
    this.#isClosed = true;
    this.#life.abort();
    this.#retry?.unsubscribe();
    this.#drop();
    this.#connection.complete();
    this.#frames.complete();
  }

  async #connect(reason: 'start' | 'rejected'): Promise<void> {
    const attempt = Symbol('attempt');
    this.#attempt = attempt;
    let credential: string | undefined;
    try {
      credential = await this.options.credential(reason);
    } catch {
      if (this.#attempt === attempt) this.#later();
      return;
    }
    // The network may come back while a credential is on its way: only the latest attempt opens a socket.
    if (this.#isClosed || this.#attempt !== attempt) return;
    if (!credential) {
      this.#connection.next({ status: 'closed', reason: 'signed-out' });
      return;
    }
    const open = this.options.open ?? ((address) => new WebSocket(address));
    const socket = open(`${this.options.wsUrl}/api/realtime/ws?token=${encodeURIComponent(credential)}`);
    this.#socket = socket;
    socket.onopen = () => this.startSession();
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#closed(socket, code);
  }

  #receive(data: unknown): void {
    this.#isAnswered = true;
    const frame = parse(data);
    if (!frame) {
      this.badFrames += 1;
      return;
    }
    // Whatever the server says, it can be reached; what it refuses is for the conversation to show.
    if (this.#connection.value.status !== 'connected') this.#connection.next({ status: 'connected' });
    if (frame.type === 'session.started') this.#started(frame.capabilities);
    this.#frames.next(frame);
  }

  #started(capabilities: readonly string[]): void {
    this.#failures = 0;
    this.#rejections = 0;
    this.#heartbeat?.unsubscribe();
    if (!capabilities.includes('heartbeat')) return;
    this.#heartbeat = timer(HEARTBEAT_MS, HEARTBEAT_MS).subscribe(() => {
      // Half-open: the last ping and everything since stayed without an answer.
      if (!this.#isAnswered) this.#lost({ status: 'reconnecting' });
      else {
        this.#isAnswered = false;
        this.send({ type: 'ping' });
      }
    });
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#drop();
    if (code === CLOSE_CODES.tokenRejected && this.#rejections === 0) {
      this.#rejections += 1;
      this.#connection.next({ status: 'reconnecting' });
      void this.#connect('rejected');
      return;
    }
    if (code === CLOSE_CODES.forbidden) this.#connection.next({ status: 'closed', reason: 'forbidden' });
    else this.#later();
  }

  #lost(connection: Connection): void {
    // What was refused for good stays refused, whatever the network does.
    if (this.#connection.value.status === 'closed') return;
    this.#drop();
    if (connection.status === 'offline') {
      this.#retry?.unsubscribe();
      this.#connection.next(connection);
    } else this.#later();
  }

  #later(): void {
    if (this.#isClosed) return;
    this.#connection.next({ status: navigator.onLine ? 'reconnecting' : 'offline' });
    const most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry?.unsubscribe();
    this.#retry = timer((this.options.random ?? Math.random)() * most).subscribe(
      () => void this.#connect('start'),
    );
  }

  #reconnectNow(): void {
    const { status } = this.#connection.value;
    if (this.#isClosed || (status !== 'reconnecting' && status !== 'offline')) return;
    this.#retry?.unsubscribe();
    this.#drop();
    this.#connection.next({ status: 'reconnecting' });
    void this.#connect('start');
  }

  #drop(): void {
    this.#heartbeat?.unsubscribe();
    this.#isAnswered = true;
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

function parse(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const result = serverFrameSchema['~standard'].validate(JSON.parse(data));
    // A validation may be asynchronous in general; valibot's of a plain schema never is.
    if (result instanceof Promise || result.issues) return undefined;
    return toCamel(result.value) as ServerFrame;
  } catch {
    return undefined;
  }
}
