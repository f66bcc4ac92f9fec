import { Observable } from 'rxjs';
import type { User } from '../schemas/users.js';
import type { EndReason } from './auth-token-stream.js';

/** What a tab tells the others of its origin. Never holds a token. */
export type TabMessage =
  | { kind: 'started'; userId: string }
  | { kind: 'ended'; userId: string; reason: EndReason }
  | { kind: 'changed'; user: User };

/** All other tabs of the origin. */
export interface Tabs {
  readonly messages$: Observable<TabMessage>;
  post(message: TabMessage): void;
}

/** The other tabs of this browser. */
export function broadcastTabs(name = 'voiceassist-session'): Tabs {
  const channel = new BroadcastChannel(name);
  return {
    messages$: new Observable((subscriber) => {
      const hear = (event: MessageEvent<TabMessage>) => subscriber.next(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    }),
    post: (message) => channel.postMessage(message),
  };
}

/** No other tabs: for tests, servers and partner pages. */
export function noTabs(): Tabs {
  return { messages$: new Observable(), post: () => undefined };
}
