// The one place that says which journeys a server of another kind does not have, by the row of docs/gateway.md that says why.

const MISSING = {
  'a password is set anew by mail': 'Forgotten password',
  'the passage around a quote is shown': 'Passage of a source',
  'the jobs of indexing are listed': 'Indexing jobs, reindexing, replacing a file',
} as const;

export type Journey =
  | keyof typeof MISSING
  | 'a clinician asks, reads a cited answer, and finds it again after a reload'
  | 'a conversation is renamed and deleted'
  | 'somebody registers, is signed in, changes the name, and signs out'
  | 'a wrong password and an address that is taken are said in words'
  | 'an administrator finds a person, deactivates and deletes them'
  | 'an administrator uploads a text, a clinician is answered from it, and it is deleted'
  | 'a file goes with a question and comes back byte for byte'
  | 'the system and its services are shown';

/** The rows of the table of docs/gateway.md that journeys are skipped for. */
export const MISSING_ROWS: readonly string[] = Object.values(MISSING);

/** Why a journey is skipped; nothing when it is there. */
export function missingAt(dialect: 'guide' | 'gateway', name: Journey): string | undefined {
  return dialect === 'gateway' && name in MISSING ? MISSING[name as keyof typeof MISSING] : undefined;
}
