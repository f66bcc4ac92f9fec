import type { SignedInUser } from './authorization.js';

/** Whose access ended, or changed, before the tokens did. */
export interface Ended {
  userId: string;
  /** This sign-in alone; absent = every one of the person. */
  signInId?: string;
  /** Every sign-in but this one. */
  keptSignInId?: string;
  deactivated?: boolean;
}

/** Whether it concerns what this person holds open. */
export const concerns = (ended: Ended, user: Pick<SignedInUser, 'id' | 'signInId'>): boolean =>
  ended.userId === user.id &&
  (ended.signInId === undefined || ended.signInId === user.signInId) &&
  ended.keptSignInId !== user.signInId;
