import type { AuthTokenStream } from '@voiceassist/shared';
import { ROLE_COOKIE } from '../release/role-cookie.js';

/** About as long as sessions last: with it the page of somebody who is signed in begins to load what they need at once. */
const MONTH_S = 2_592_000;

/** Notes where the server sees it what the person who is signed in may do, so that a release can be tried by one role first. */
export function noteRole(session: Pick<AuthTokenStream, 'user$' | 'ended$'>): void {
  const note = (value: string, seconds: number) => {
    document.cookie = `${ROLE_COOKIE}=${value}; Max-Age=${seconds}; Path=/; SameSite=Lax`;
  };
  session.user$.subscribe((user) => {
    if (user) note(user.role, MONTH_S);
  });
  session.ended$.subscribe(() => note('', 0));
}
