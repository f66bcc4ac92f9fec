// The same files run at the own backend, and with `DIALECT=gateway` at a stand-in for the gateway.

/** What the portal speaks here: `guide` to the own backend, `gateway` to the stand-in. */
export type Dialect = 'guide' | 'gateway';
export const dialect: Dialect = process.env.DIALECT === 'gateway' ? 'gateway' : 'guide';
export const isGateway = dialect === 'gateway';

/** The rows of the table of docs/gateway.md that tests are skipped for there. */
export const ROWS = [
  'Pages that may call',
  'Nobody there',
  'Drafts',
  'Change of password',
  'Forgotten password',
  'Profile',
  'Preferences',
  'Devices of an account',
  'Answers without a source',
  'Two tabs',
  'Questions and broken connections',
  'Passage of a source',
  'Indexing jobs, reindexing, replacing a file',
  'Search test, knowledge gaps',
  'System',
  'Connection to Nextcloud',
  'Logs of the server',
] as const;

/** A row of that table. */
export type Row = (typeof ROWS)[number];

/** Skips a test at the gateway, which does not have what it is about: this row of docs/gateway.md says why. */
export const notAtGateway = (row: Row | undefined): { skip?: string } =>
  isGateway && row ? { skip: row } : {};
