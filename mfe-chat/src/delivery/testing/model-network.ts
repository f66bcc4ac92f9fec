import type { ClientFrame } from '@voiceassist/shared/schemas';
import type { ModelClock } from './model-clock.js';
import type { Line } from './model-server.js';

/** The server's side of the model. */
export interface ModelPeer {
  connected(line: Line, address: string): void;
  receive(line: Line, frame: ClientFrame): void;
  gone(line: Line): void;
}

/** What the network does from now on to connections, as a test sets it. */
export interface Weather {
  /** Milliseconds one way. */
  delay(): number;
  /** No new connection comes about. */
  isDown: boolean;
}

/** A connection between a page and the server: frames keep their order, and those on their way are lost when it is cut. */
export class ModelSocket {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly #line: Line;
  #up = 0;
  #down = 0;
  /** Nothing gets through any more, and neither end is told. */
  #isHalfOpen = false;
  #isCut = false;

  constructor(
    private readonly clock: ModelClock,
    private readonly server: ModelPeer,
    private readonly weather: Weather,
    address = '',
  ) {
    this.#line = {
      tell: (frame) => this.#toPage(() => this.onmessage?.({ data: JSON.stringify(frame) })),
      close: (code) => this.#toPage(() => this.#end(code)),
    };
    clock.after(weather.delay(), () => {
      if (this.readyState !== 0) return;
      if (weather.isDown) return this.#end(1006);
      this.readyState = 1;
      server.connected(this.#line, address);
      this.onopen?.();
    });
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.#up = Math.max(this.#up, this.clock.now + this.weather.delay());
    // What is on its way arrives although the page has let go of the connection, unless that is cut.
    this.clock.after(this.#up - this.clock.now, () => {
      if (!this.#isCut && !this.#isHalfOpen) this.server.receive(this.#line, frame);
    });
  }

  /** The page lets go of it; the server hears of that later. */
  close(): void {
    this.readyState = 3;
    this.clock.after(this.weather.delay(), () => this.server.gone(this.#line));
  }

  /** Breaks off at once, with what is on its way. */
  cut(): void {
    this.#isCut = true;
    this.server.gone(this.#line);
    this.#end(1006);
  }

  halfOpen(): void {
    this.#isHalfOpen = true;
  }

  #toPage(act: () => void): void {
    this.#down = Math.max(this.#down, this.clock.now + this.weather.delay());
    this.clock.after(this.#down - this.clock.now, () => {
      if (!this.#isCut && !this.#isHalfOpen && this.readyState === 1) act();
    });
  }

  #end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.server.gone(this.#line);
    this.onclose?.({ code });
  }
}
