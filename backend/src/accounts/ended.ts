import type { SignedInUser } from './authorization.js';

/** Whose access ended, or changed, before the tokens did. */
export interface Ended {
  /** This person; absent = everybody of a partner. */
  userId?: string;
  /** This sign-in alone; absent = every one of the person. */
  signInId?: string;
  /** Every sign-in but this one. */
  keptSignInId?: string;
  deactivated?: boolean;
  /** The users of this partner. */
  partnerId?: string;
  /** On these pages of the partner alone. */
  origins?: string[];
}

/** Whether it concerns what this person holds open. */
export const concerns = (ended: Ended, user: Pick<SignedInUser, 'id' | 'signInId' | 'page'>): boolean =>
  (ended.partnerId === undefined ? ended.userId === user.id : isOfPartner(ended, user.page)) &&
  (ended.signInId === undefined || ended.signInId === user.signInId) &&
  ended.keptSignInId !== user.signInId;

const isOfPartner = ({ partnerId, origins }: Ended, page: SignedInUser['page']): boolean =>
  page?.partnerId === partnerId && (!origins || origins.includes(page?.origin ?? ''));
