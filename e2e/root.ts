import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace, for tests that build nothing: `shell/commands/parts.ts` brings Vite with it. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
