/** The cookie in which the shell notes what the person who is signed in may do; a canary can be for one role. */
export const ROLE_COOKIE = 'va_role';
