import {
  IdleTimer,
  localActivity,
  systemClock,
  type ActivityRecord,
  type AuthTokenStream,
  type PreferenceStore,
} from '@voiceassist/shared';

const INPUT = ['pointerdown', 'pointermove', 'click', 'keydown', 'wheel', 'touchstart'] as const;
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
    if (event.isTrusted && !(isWarned && isForTheWarning(event))) timer.touch();
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

const WITHOUT_MEANING = new Set(['Tab', 'Shift']);
const PRESSING = new Set(['Enter', ' ']);

/** A nudged mouse is nobody, and both buttons of the warning must be within reach; what they do is theirs. */
function isForTheWarning(event: Event): boolean {
  if (event.type === 'pointermove') return true;
  const path = event.composedPath();
  const isOnButton =
    path.some((target) => target instanceof HTMLButtonElement) &&
    path.some((target) => (target as Element).localName === 'va-idle-warning');
  if (!(event instanceof KeyboardEvent)) return isOnButton;
  return WITHOUT_MEANING.has(event.key) || (isOnButton && PRESSING.has(event.key));
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
