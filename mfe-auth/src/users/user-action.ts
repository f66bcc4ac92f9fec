import { msg, str } from '@lit/localize';
import { ROLES, type Role, type User, type UserChanges } from '@voiceassist/shared/schemas/users';
import { personName } from '../person.js';

/** What an administrator can do with an account: give it a role, close it, open it, delete it. */
export type UserAction = Role | 'deactivate' | 'activate' | 'delete';

/** An entry of a row's menu. */
export interface MenuItem {
  key: string;
  label: string;
  /** Why it cannot be chosen. */
  refusal?: string;
}

const isRole = (action: UserAction): action is Role => ROLES.some((role) => role === action);

/** What the menu of an account offers. One's own account cannot be closed from here: nobody would be left to ask. */
export function actionsFor(user: User, isOwn: boolean): MenuItem[] {
  const refusal = msg('Not for your own account. Another administrator can do this.');
  const held = (key: UserAction): MenuItem => ({
    key,
    label: actionName(key),
    ...(isOwn && { refusal }),
  });
  return [
    ...ROLES.filter((role) => role !== user.role).map((key) => ({ key, label: actionName(key) })),
    held(user.isActive ? 'deactivate' : 'activate'),
    held('delete'),
  ];
}

/** The action as an order. */
export function actionName(action: UserAction): string {
  return {
    admin: msg('Make administrator'),
    clinician: msg('Make clinician'),
    partner: msg('Make partner'),
    deactivate: msg('Deactivate'),
    activate: msg('Activate'),
    delete: msg('Delete'),
  }[action];
}

/** What was done, to whom. */
export function actionDone(action: UserAction, user: User): string {
  const name = personName(user);
  return {
    admin: msg(str`${name} is an administrator now.`),
    clinician: msg(str`${name} is a clinician now.`),
    partner: msg(str`${name} is a partner now.`),
    deactivate: msg(str`${name} can no longer sign in. Nothing was deleted.`),
    activate: msg(str`${name} can sign in again.`),
    delete: msg(str`The account of ${name} was deleted.`),
  }[action];
}

/** An action as changes of the account; deleting is none. */
export function changesOf(action: Exclude<UserAction, 'delete'>): UserChanges {
  return isRole(action) ? { role: action } : { isActive: action === 'activate' };
}

/** The question before an action, when it has one. */
export function questionBefore(
  action: UserAction,
  user: User,
  isOwn: boolean,
): { heading: string; consequence: string; action: string } | undefined {
  const name = personName(user);
  if (action === 'deactivate') {
    return {
      heading: msg(str`Deactivate ${name}?`),
      consequence: msg(
        'Open sessions end at once, and signing in is no longer possible. Nothing is deleted, and you can activate the account again.',
      ),
      action: msg('Deactivate'),
    };
  }
  if (action === 'delete') {
    return {
      heading: msg(str`Delete the account of ${name}?`),
      consequence: '',
      action: msg('Delete account'),
    };
  }
  if (isOwn && isRole(action)) {
    return {
      heading: msg('Change your own role?'),
      consequence: msg(
        'You leave this page at once, with everything else that is for administrators. Only another administrator can make you one again.',
      ),
      action: actionName(action),
    };
  }
  return undefined;
}
