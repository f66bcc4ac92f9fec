import {
  IdleTimer,
  localActivity,
  systemClock,
  type ActivityRecord,
  type AuthTokenStream,
  type PreferenceStore,
} from '@voiceassist/shared';

const INPUT = ['pointerdown', 'pointermove', 'click', 'keydown', 'wheel', 'touchstart'] as const;

/** Marks what a person may do while the warning is shown without staying by it. */
export const ENDS_SESSION = 'data-ends-session';
const DEFAULT_SECONDS = 900;

/** Seconds without input after which a session ends: the person's choice within the administrator's limit. */
export class IdleLimit {
  /** The administrator's limit, once the server has said it. */
  longest = DEFAULT_SECONDS;

  constructor(private readonly preferences: PreferenceStore) {}

  readonly milliseconds = (): number =>
    1000 * Math.min(this.preferences.value.idleSeconds ?? this.longest, this.longest);
}

/** Watches for input in this page and for what the browser says of sleep, other tabs and the way back to it. */
export function watchPresence(session: AuthTokenStream, limit: IdleLimit): IdleTimer {
  const timer = new IdleTimer(limit.milliseconds, activityRecord(), systemClock);
  let isWarned = false;
  timer.state$.subscribe(({ kind }) => (isWarned = kind === 'warning'));
  const onInput = (event: Event) => {
    if (event.isTrusted && !(isWarned && isOnTheWayOut(event))) timer.touch();
  };
  for (const type of INPUT) addEventListener(type, onInput, { capture: true, passive: true });
  addEventListener('storage', () => timer.check());
  timer.over$.subscribe(() => void session.signOut('idle'));
  session.state$.subscribe((state) => {
    if (state === 'signed-in') timer.start();
    else timer.stop();
  });

  const wake = async () => {
    timer.check();
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
  return timer;
}

/** A nudged mouse is nobody, and the button that ends the session must be within reach. */
function isOnTheWayOut(event: Event): boolean {
  if (event.type === 'pointermove') return true;
  if (event instanceof KeyboardEvent && (event.key === 'Tab' || event.key === 'Shift')) return true;
  return event
    .composedPath()
    .some((target) => target instanceof Element && target.hasAttribute(ENDS_SESSION));
}

function activityRecord(): ActivityRecord {
  try {
    const record = localActivity(localStorage);
    record.read();
    return record;
  } catch {
    // Storage is closed to this page: each tab counts for itself.
    let last: number | undefined;
    return { read: () => last, write: (at) => (last = at) };
  }
}
