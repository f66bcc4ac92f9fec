import type { AuthTokenStream, Vault } from '@voiceassist/shared';

/** A disk that hangs does not keep anybody signed in. */
const PATIENCE_MS = 1_000;

/** Signs out; asks first when that deletes messages that were never sent. */
export async function leave(
  portal: { confirmSignOut(conversations: number): Promise<boolean> },
  session: Pick<AuthTokenStream, 'signOut'>,
  vault: Pick<Vault, 'names'>,
): Promise<void> {
  const names = await Promise.race([
    vault.names('outbox:').catch(() => []),
    new Promise<string[]>((resolve) => setTimeout(resolve, PATIENCE_MS, [])),
  ]);
  const conversations = new Set(names.map((name) => name.split(':')[1])).size;
  if (conversations > 0 && !(await portal.confirmSignOut(conversations))) return;
  await session.signOut();
}
