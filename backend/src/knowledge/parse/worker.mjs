// A thread starts without the TypeScript loader of the process; this gives it one.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
