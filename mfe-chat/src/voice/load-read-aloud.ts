import { define } from '@voiceassist/shared';

let loading: Promise<unknown> | undefined;

/** Fetches what reads answers aloud, with the first one. What failed is fetched again the next time. */
export function loadReadAloud(): void {
  loading ??= import('./read-aloud.js').then(
    ({ ReadAloud }) => define('va-read-aloud', ReadAloud),
    () => (loading = undefined),
  );
}
