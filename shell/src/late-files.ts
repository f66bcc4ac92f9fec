import { fetchedFirst } from './fetched-first.js';

/** What the first page does without. */
export const importLate = fetchedFirst(['late.js', '@voiceassist/shared/rxjs'], () => import('./late.js'));

/** All that is wanted when something has failed. */
export const importFailures = fetchedFirst(['failures.js'], () => import('./failures.js'));
