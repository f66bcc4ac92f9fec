import type { AuthTokenStream } from '@voiceassist/shared';
import { ROLE_COOKIE } from '../release/role-cookie.js';

/** Notes where the server sees it what the person who is signed in may do, so that a release can be tried by one role first. */
export function noteRole(session: Pick<AuthTokenStream, 'user$' | 'ended$'>): void {
  const note = (value: string) => {
    document.cookie = `${ROLE_COOKIE}=${value}; Path=/; SameSite=Lax`;
  };
  session.user$.subscribe((user) => {
    if (user) note(user.role);
  });
  session.ended$.subscribe(() => note('; Max-Age=0'));
}
