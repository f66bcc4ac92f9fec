import type { AuthTokenStream, PreferenceStore } from '@voiceassist/shared';

const DEFAULT_SECONDS = 900;

/** Seconds without input after which a session ends: the person's choice within the administrator's limit. */
export class IdleLimit {
  /** The administrator's limit, once the server has said it. */
  longest = DEFAULT_SECONDS;

  constructor(private readonly preferences: PreferenceStore) {}

  readonly milliseconds = (): number =>
    1000 * Math.min(this.preferences.value.idleSeconds ?? this.longest, this.longest);
}

/** Watches for what the browser says of sleep, the network and the way back to this page, and looks at the session then. */
export function watchWaking(session: AuthTokenStream, look: () => void): void {
  const wake = async () => {
    look();
    await session.wake().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void wake();
  });
  addEventListener('online', () => void wake());
  // A page that comes back from the back/forward cache shows nothing before it is known whose it is.
  const { documentElement } = document;
  addEventListener('pagehide', ({ persisted }) => (documentElement.hidden = persisted));
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void wake().finally(() => (documentElement.hidden = false));
  });
}
