import { Transport } from '../../transport.js';
import { lastingId } from '../delivery.js';
import { LiveConversation } from '../live-conversation.js';
import { Outbox, type OutboxStore } from '../outbox.js';
import { ModelClock } from './model-clock.js';
import { ModelSocket, type Weather } from './model-network.js';
import { ModelServer } from './model-server.js';
import { HeldContext } from '../../dialects/gateway/held-context.js';
import { GatewaySocket, type Memory } from '../../dialects/gateway/socket.js';
import { ModelGateway } from '../../dialects/gateway/testing/model-gateway.js';
import { Transcript } from '../../dialects/gateway/transcript.js';

/** Whom the page speaks to: the contract's server, one of the guide alone, or the gateway. */
export type ModelKind = 'contract' | 'bare' | 'gateway';

/** What can go wrong in the model. */
export const FAULTS = [
  'cut',
  'half-open',
  'down',
  'crash',
  'expire',
  'restart',
  'reload',
  'offline',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Lives as long as the computer: what a page keeps on the disk. */
class Disk implements OutboxStore {
  readonly #texts = new Map<string, string>();
  read = (name: string) => Promise.resolve(this.#texts.get(name));
  write(name: string, text: string): Promise<boolean> {
    if (text) this.#texts.set(name, text);
    else this.#texts.delete(name);
    return Promise.resolve(true);
  }
  names = (prefix: string) =>
    Promise.resolve([...this.#texts.keys()].filter((name) => name.startsWith(prefix)));
}

/** One page, one server and the network between them, on a clock of their own. */
export class ModelWorld {
  readonly clock = new ModelClock();
  readonly server: ModelServer | ModelGateway;
  page!: LiveConversation;
  /** As in the address of the page. */
  sessionId: string | undefined;
  readonly weather: Weather;
  readonly #disk = new Disk();
  /** Tells the page that the network has come or gone. */
  #online: (isOnline: boolean) => void = () => undefined;
  #isOnline = true;
  #sockets: ModelSocket[] = [];

  constructor(
    private readonly random: () => number,
    private readonly kind: ModelKind = 'contract',
  ) {
    this.weather = { isDown: false, delay: () => Math.floor(5 + random() ** 3 * 400) };
    this.server =
      kind === 'gateway'
        ? new ModelGateway(this.clock, this.weather, random)
        : new ModelServer(this.clock, kind === 'bare');
    this.open();
  }

  /** Opens the page, as after a reload. */
  open(): void {
    this.page = new LiveConversation({
      changed: () => {
        this.sessionId ??= lastingId(this.page.state);
        if (this.sessionId) this.page.rename(this.sessionId);
      },
      kept: () => undefined,
      go: (sessionId) => {
        this.sessionId = sessionId;
        this.page.close();
        this.open();
      },
      tooLarge: () => 'too large',
    });
    const store = this.kind === 'contract' ? this.#disk : undefined;
    const open = this.#opener();
    this.page.open(
      (purpose) =>
        new Transport({
          ...purpose,
          wsUrl: 'ws://model',
          credential: (reason) => Promise.resolve(this.server.credential(reason)),
          open,
          surroundings: {
            isOnline: () => this.#isOnline,
            watch: ({ online }) => {
              this.#online = online;
            },
          },
          random: this.random,
          scheduler: this.clock.scheduler,
        }),
      { mode: 'quick_consult', ...(this.sessionId && { sessionId: this.sessionId }) },
      Promise.resolve(new Outbox(this.sessionId, store, undefined)),
    );
  }

  /** Lets something go wrong. */
  fault(fault: Fault): void {
    const socket = this.#sockets.at(-1);
    switch (fault) {
      case 'cut':
        return socket?.cut();
      case 'half-open':
        return socket?.halfOpen();
      case 'down':
        this.weather.isDown = true;
        this.clock.after(this.random() * 3_000, () => (this.weather.isDown = false));
        return socket?.cut();
      case 'crash':
        return this.server.crash();
      case 'expire':
        return this.server.expire();
      case 'restart':
        return this.server.closeAll(1012);
      case 'reload':
        socket?.cut();
        this.page.close();
        return this.open();
      case 'offline':
        socket?.cut();
        this.#setOnline(false);
        this.clock.after(this.random() * 3_000, () => this.#setOnline(true));
    }
  }

  /** A person who reads that an answer broke off presses Continue. */
  goOn(): void {
    const { messages } = this.page.state;
    const broken = messages.findLast(({ status }) => status === 'interrupted');
    if (broken && this.kind === 'contract') this.page.continueAnswer(broken.id);
  }

  #setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline;
    this.#online(isOnline);
  }

  /** How a page opens its sockets; what the gateway's know of a conversation they know as long as the page is there. */
  #opener(): (address: string) => WebSocket {
    const { server, clock } = this;
    if (server instanceof ModelServer) return (address) => this.#connect(address);
    const memory: Memory = { transcript: new Transcript(), context: new HeldContext(), refusals: 0 };
    const parts = {
      realtime: server.realtime,
      token: () => Promise.resolve(server.credential('start')),
      dial: (address: string) => this.#connect(address),
      after: (milliseconds: number, act: () => void) => {
        let isOff = false;
        clock.after(milliseconds, () => isOff || act());
        return () => void (isOff = true);
      },
    };
    return (address) => new GatewaySocket(address, parts, memory) as unknown as WebSocket;
  }

  #connect(address: string): WebSocket {
    const socket = new ModelSocket(this.clock, this.server, this.weather, address);
    this.#sockets = [...this.#sockets.slice(-3), socket];
    return socket as unknown as WebSocket;
  }
}
