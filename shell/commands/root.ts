import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the workspace; apart from `parts.ts`, which brings Vite with it. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
