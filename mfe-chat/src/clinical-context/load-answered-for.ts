import { define } from '@voiceassist/shared';

let loading: Promise<unknown> | undefined;

/** Fetches what says whom an answer was given for, with the first such answer. What failed is fetched again the next time. */
export function loadAnsweredFor(): void {
  loading ??= import('./answered-for.js').then(
    ({ AnsweredFor }) => define('va-answered-for', AnsweredFor),
    () => (loading = undefined),
  );
}
