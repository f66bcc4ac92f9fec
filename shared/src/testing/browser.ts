import { Subject } from 'rxjs';
import { AuthTokenStream } from '../session/auth-token-stream.js';
import type { SessionLock } from '../session/lock.js';
import { memoryStorage, type SessionStorage } from '../session/storage.js';
import type { TabMessage, Tabs } from '../session/tabs.js';
import type { TokenServer } from './token-server.js';
import type { VirtualClock } from './virtual-clock.js';

/** A lock of one process: fair, and never taken away. */
export function fairLock(): SessionLock {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(act) {
      const mine = last.then(() => act(new AbortController().signal));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Tabs of one origin: one storage, one lock, messages to all others. */
export class Browser {
  readonly tabs: AuthTokenStream[] = [];
  readonly #channels: Subject<TabMessage>[] = [];

  constructor(
    readonly server: TokenServer,
    readonly clock: VirtualClock,
    readonly storage: SessionStorage = memoryStorage(),
    readonly lock: SessionLock = fairLock(),
  ) {}

  openTab(): AuthTokenStream {
    const channel = new Subject<TabMessage>();
    const tabs: Tabs = {
      messages$: channel,
      post: (message) => {
        for (const other of this.#channels) if (other !== channel) queueMicrotask(() => other.next(message));
      },
    };
    this.#channels.push(channel);
    const { clock, lock, server, storage } = this;
    const stream = new AuthTokenStream({ endpoints: server, storage, lock, tabs, clock });
    this.tabs.push(stream);
    return stream;
  }
}
