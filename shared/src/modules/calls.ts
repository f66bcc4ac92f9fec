// What speaks to the server, with the schemas of signing in and what goes with a session: fetched by whoever is about to
// make a call, so before anybody is signed in.
export * from '../dialects/connect.js';
export { DIALECT_CHOICES } from '../dialects/names.js';
export { problemFrom } from '../api/problem.js';
export * from '../schemas/auth.js';
export * from '../schemas/users.js';
export type { IdleTimer } from '../session/idle.js';
export { watchPresence } from '../session/presence.js';
export { Vault, indexedDbVaultStorage } from '../session/vault.js';
