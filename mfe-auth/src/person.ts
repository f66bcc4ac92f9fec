import { msg } from '@lit/localize';
import type { Role, User } from '@voiceassist/shared/schemas';

/** What a person is called: by name, else by address. */
export function personName({ firstName, lastName, email }: User): string {
  return `${firstName} ${lastName}`.trim() || email;
}

/** A role in words. */
export function roleName(role: Role): string {
  return { admin: msg('Administrator'), clinician: msg('Clinician'), partner: msg('Partner') }[role];
}
