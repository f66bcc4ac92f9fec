import type { ActivityRecord } from './activity.js';
import type { AuthTokenStream } from './auth-token-stream.js';
import { systemClock } from './clock.js';
import { IdleTimer } from './idle.js';

const INPUT = ['pointerdown', 'pointermove', 'click', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Watches for input in this page, and ends a session that nobody uses after `limit` milliseconds. `warning` is the tag of
 * the element that says so before.
 */
export function watchPresence(
  session: AuthTokenStream,
  limit: () => number,
  record: ActivityRecord,
  warning: string,
): IdleTimer {
  const timer = new IdleTimer(limit, record, systemClock);
  let isWarned = false;
  timer.state$.subscribe(({ kind }) => (isWarned = kind === 'warning'));
  const onInput = (event: Event) => {
    if (event.isTrusted && !(isWarned && isForTheWarning(event, warning))) timer.touch();
  };
  for (const type of INPUT) addEventListener(type, onInput, { capture: true, passive: true });
  addEventListener('storage', () => timer.check());
  timer.over$.subscribe(() => void session.signOut('idle'));
  session.state$.subscribe((state) => {
    if (state === 'signed-in') timer.start();
    else timer.stop();
  });
  return timer;
}

const WITHOUT_MEANING = new Set(['Tab', 'Shift']);
const PRESSING = new Set(['Enter', ' ']);

/** A nudged mouse is nobody, and both buttons of the warning must be within reach; what they do is theirs. */
function isForTheWarning(event: Event, warning: string): boolean {
  if (event.type === 'pointermove') return true;
  const path = event.composedPath();
  const isOnButton =
    path.some((target) => target instanceof HTMLButtonElement) &&
    path.some((target) => (target as Element).localName === warning);
  if (!(event instanceof KeyboardEvent)) return isOnButton;
  return WITHOUT_MEANING.has(event.key) || (isOnButton && PRESSING.has(event.key));
}
