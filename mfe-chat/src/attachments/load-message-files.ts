import { define } from '@voiceassist/shared';

let loading: Promise<unknown> | undefined;

/** Fetches what shows the files of a message, with the first one that has any. What failed is fetched again the next time. */
export function loadMessageFiles(): void {
  loading ??= import('./message-files.js').then(
    ({ MessageFiles }) => define('va-message-files', MessageFiles),
    () => (loading = undefined),
  );
}
