import {
  BehaviorSubject,
  Subject,
  timer,
  type Observable,
  type SchedulerLike,
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
import { measured } from './measured.js';
import { browserSurroundings, type Surroundings } from './surroundings.js';

/** The connection as it is, with the reason when it is closed. */
export interface Connection {
  status: ConnectionStatus;
  reason?: ClosedReason;
  /** It broke because of a frame that was larger than the server takes. */
  isTooLarge?: boolean;
}

/** What begins or continues a conversation. */
export interface SessionStart {
  sessionId?: string;
  mode: Mode;
  clinicalContext?: Record<string, unknown>;
  /** Up to where it was read (capability `resume`). */
  last?: { messageId: string; seq?: number };
}

/** What a connection is opened for. */
export interface Purpose {
  /** How the conversation begins, asked at every connect. */
  start(): SessionStart;
  /** Nothing is on its way: a page that nobody looks at may let go of the connection. */
  mayRest(): boolean;
}

/** What the transport needs of the outside. */
export interface TransportOptions extends Purpose {
  /** Base address of the socket, e.g. `ws://localhost:8000`. */
  wsUrl: string;
  /** A ticket where the server gives them, else the access token; nothing when nobody is signed in. */
  credential(reason: 'start' | 'rejected'): Promise<string | undefined>;
  /** Opens a socket; the browser's own unless a test injects a fault. */
  open?: ((address: string) => WebSocket) | undefined;
  surroundings?: Surroundings;
  /** 0 to 1. */
  random?: () => number;
  /** RxJS's own unless a test has a clock of its own. */
  scheduler?: SchedulerLike;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A server that restarts or asks for patience is given at least that of the fourth try: everybody comes back to it. */
const PATIENT_FAILURES = 3;
/** How long a server may take: for what a connection is opened with, for its first frame, to a frame, and to a ping. */
const CREDENTIAL_MS = 8_000;
const START_MS = 10_000;
const ANSWER_MS = 5_000;
const PROBE_MS = 5_000;
/** After this silence a ping asks whether anybody is there: sooner while something is on its way. */
const QUIET_MS = 25_000;
const QUIET_WHILE_BUSY_MS = 5_000;
const LOOK_EVERY_MS = 5_000;
/** A server without a heartbeat may think for this long before it is taken to be gone. */
const THINKING_MS = 120_000;
/** A page that nobody has looked at for this long lets go of a connection that it does not need. */
const REST_MS = 5 * 60_000;

/** The only place that knows the socket: opens it, keeps it open, and turns its frames into events and back. */
export class Transport {
  readonly #connection = new BehaviorSubject<Connection>({ status: 'connecting' });
  readonly #frames = new Subject<ServerFrame>();
  readonly #badFrames = new BehaviorSubject(0);
  readonly #life = new AbortController();
  readonly #surroundings: Surroundings;
  #socket: WebSocket | undefined;
  #attempt: symbol | undefined;
  #retry: Subscription | undefined;
  #heartbeat: Subscription | undefined;
  #silence: Subscription | undefined;
  #rest: Subscription | undefined;
  #capabilities: readonly string[] = [];
  /** Milliseconds since the server said anything. */
  #quiet = 0;
  #failures = 0;
  #rejections = 0;
  #isClosed = false;

  readonly connection$: Observable<Connection> = this.#connection.asObservable();
  readonly frames$: Observable<ServerFrame> = this.#frames.asObservable();
  /** How many frames were none; a bad one is counted and forgotten. */
  readonly badFrames$: Observable<number> = this.#badFrames.asObservable();

  constructor(private readonly options: TransportOptions) {
    this.#surroundings = options.surroundings ?? browserSurroundings;
    this.#surroundings.watch(
      {
        online: (isOnline) => (isOnline ? this.#reconnectNow() : this.#offline()),
        hidden: (isHidden) => (isHidden ? this.#hide() : this.#look()),
      },
      this.#life.signal,
    );
    void this.#connect('start');
  }

  /** Puts a frame into the open socket; false when there is none, and then nothing was sent. */
  send(frame: ClientFrame): boolean {
    // 1 is WebSocket.OPEN, whichever implementation it is.
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(frame));
    // A renewal that is well is not answered.
    if (!/ping|renew/.test(frame.type) && this.#capabilities.includes('heartbeat')) this.#expect(ANSWER_MS);
    return true;
  }

  /** Begins the conversation, or begins it anew, on the open socket; false when there is none. */
  startSession(): boolean {
    const { sessionId, ...start } = this.options.start();
    return this.send(toSnake({ type: 'session.start', ...(sessionId && { sessionId }), ...start }));
  }

  /** Gives the live socket a new token, or comes back with it at once. */
  renew(token: string): void {
    if (this.#capabilities.includes('renew')) this.send({ type: 'auth.renew', token });
    this.wake();
  }

  /** Somebody waits: a connection that is not there is tried now. */
  wake(): void {
    const isTrying = this.#attempt !== undefined || this.#socket !== undefined;
    if (!isTrying) this.#reconnectNow();
  }

  /** Breaks the connection off and makes a new one, since something was lost on it. */
  reconnect(): void {
    this.#lost();
  }

  /** Ends the connection for good and releases everything. */
  close(): void {
    this.#isClosed = true;
    this.#life.abort();
    this.#retry?.unsubscribe();
    this.#rest?.unsubscribe();
    this.#drop();
    this.#connection.complete();
    this.#frames.complete();
    this.#badFrames.complete();
  }

  async #connect(reason: 'start' | 'rejected'): Promise<void> {
    const attempt = Symbol('attempt');
    this.#attempt = attempt;
    // A call can hang on a connection that is dead without a word, too.
    this.#expect(CREDENTIAL_MS);
    let credential: string | undefined;
    try {
      credential = await this.options.credential(reason);
    } catch {
      if (this.#attempt === attempt) this.#later();
      return;
    }
    // The network may come back while a credential is on its way: only the latest attempt opens a socket.
    if (this.#isClosed || this.#attempt !== attempt) return;
    this.#attempt = undefined;
    this.#silence?.unsubscribe();
    if (!credential) {
      this.#connection.next({ status: 'closed', reason: 'signed-out' });
      return;
    }
    const open = this.options.open ?? ((address) => new WebSocket(address));
    const socket = open(`${this.options.wsUrl}/api/realtime/ws?token=${encodeURIComponent(credential)}`);
    this.#socket = socket;
    this.#expect(START_MS);
    let began = performance.now();
    socket.onopen = () => {
      measured('socket-open', began);
      began = 0;
      this.startSession();
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => {
      if (began) measured('socket-failed', began);
      this.#closed(socket, code);
    };
  }

  #receive(data: unknown): void {
    this.#silence?.unsubscribe();
    this.#quiet = 0;
    const frame = parse(data);
    if (!frame) {
      this.#badFrames.next(this.#badFrames.value + 1);
      return;
    }
    // Whatever the server says, it can be reached; what it refuses is for the conversation to show.
    if (this.#connection.value.status !== 'connected') this.#connection.next({ status: 'connected' });
    if (frame.type === 'session.started') this.#started(frame.capabilities);
    this.#frames.next(frame);
  }

  #started(capabilities: readonly string[]): void {
    this.#capabilities = capabilities;
    this.#failures = 0;
    this.#rejections = 0;
    this.#heartbeat?.unsubscribe();
    this.#quiet = 0;
    this.#heartbeat = this.#timer(LOOK_EVERY_MS, LOOK_EVERY_MS).subscribe(() => this.#listen());
  }

  /** A socket can be dead without a word. */
  #listen(): void {
    this.#quiet += LOOK_EVERY_MS;
    const isBusy = !this.options.mayRest();
    if (this.#capabilities.includes('heartbeat')) {
      if (this.#quiet >= (isBusy ? QUIET_WHILE_BUSY_MS : QUIET_MS)) this.#ping(isBusy ? PROBE_MS : QUIET_MS);
    } else if (isBusy && this.#quiet >= THINKING_MS) this.#lost();
  }

  #ping(patience: number): void {
    if (this.send({ type: 'ping' })) this.#expect(patience);
  }

  /** Half-open: when nothing at all comes meanwhile, nobody is there. */
  #expect(milliseconds: number): void {
    if (this.#silence && !this.#silence.closed) return;
    this.#silence = this.#timer(milliseconds).subscribe(() => this.#lost());
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#drop();
    switch (code) {
      case CLOSE_CODES.tokenRejected:
        if (this.#rejections > 0) return this.#later();
        this.#rejections += 1;
        this.#connection.next({ status: 'reconnecting' });
        return void this.#connect('rejected');
      case CLOSE_CODES.forbidden:
        return this.#connection.next({ status: 'closed', reason: 'forbidden' });
      case CLOSE_CODES.idle:
        return this.#connection.next({ status: 'closed', reason: 'idle' });
      case CLOSE_CODES.restarting:
      case CLOSE_CODES.tryLater:
        this.#failures = Math.max(this.#failures, PATIENT_FAILURES);
        return this.#later();
      default:
        return this.#later(code === CLOSE_CODES.tooLarge);
    }
  }

  #lost(): void {
    // What was refused for good stays refused, whatever the network does.
    if (this.#connection.value.status === 'closed') return;
    this.#drop();
    this.#later();
  }

  #offline(): void {
    if (this.#connection.value.status === 'closed') return;
    this.#attempt = undefined;
    this.#drop();
    this.#retry?.unsubscribe();
    this.#connection.next({ status: 'offline' });
  }

  #later(isTooLarge = false): void {
    if (this.#isClosed) return;
    this.#attempt = undefined;
    const status = this.#surroundings.isOnline() ? 'reconnecting' : 'offline';
    this.#connection.next({ status, ...(isTooLarge && { isTooLarge }) });
    // Full jitter, so that a thousand pages that lost a server together do not come back together.
    const most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#retry?.unsubscribe();
    this.#retry = this.#timer((this.options.random ?? Math.random)() * most).subscribe(
      () => void this.#connect('start'),
    );
  }

  #reconnectNow(): void {
    const { status, reason } = this.#connection.value;
    const isWaiting = status === 'reconnecting' || status === 'offline' || reason === 'idle';
    if (this.#isClosed || !isWaiting) return;
    this.#retry?.unsubscribe();
    this.#drop();
    this.#connection.next({ status: 'reconnecting' });
    void this.#connect('start');
  }

  #hide(): void {
    this.#rest?.unsubscribe();
    this.#rest = this.#timer(REST_MS, REST_MS).subscribe(() => {
      if (this.#connection.value.status !== 'connected' || !this.options.mayRest()) return;
      this.#drop();
      this.#connection.next({ status: 'closed', reason: 'idle' });
    });
  }

  #look(): void {
    this.#rest?.unsubscribe();
    if (this.#connection.value.status !== 'connected') return this.#reconnectNow();
    // After a sleep a socket can be dead without a word.
    if (this.#capabilities.includes('heartbeat')) {
      this.#silence?.unsubscribe();
      this.#ping(PROBE_MS);
    }
  }

  #drop(): void {
    this.#heartbeat?.unsubscribe();
    this.#silence?.unsubscribe();
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #timer(due: number, every?: number): Observable<number> {
    const { scheduler } = this.options;
    return every === undefined ? timer(due, scheduler) : timer(due, every, scheduler);
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
