import type { AuthTokenStream, Vault, WorkInProgress } from '@voiceassist/shared';
import type { Question } from './question-dialog.js';

/** A disk that hangs does not keep anybody signed in. */
const PATIENCE_MS = 1_000;

/** Signs out; asks first when that deletes messages that were never sent, or what was entered on the page. */
export async function leave(
  portal: { ask(question: Question): Promise<boolean> },
  session: Pick<AuthTokenStream, 'signOut'>,
  vault: Pick<Vault, 'names'>,
  work: Pick<WorkInProgress, 'isUnsaved'>,
): Promise<void> {
  const names = await Promise.race([
    vault.names('outbox:').catch(() => []),
    new Promise<string[]>((resolve) => setTimeout(resolve, PATIENCE_MS, [])),
  ]);
  const conversations = new Set(names.map((name) => name.split(':')[1])).size;
  if (conversations > 0 && !(await portal.ask({ kind: 'sign-out', conversations }))) return;
  if (work.isUnsaved && !(await portal.ask({ kind: 'leave' }))) return;
  await session.signOut();
}
