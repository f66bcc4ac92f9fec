import { define } from '@voiceassist/shared';

let loading: Promise<unknown> | undefined;

/** Fetches what stands below an answer; nobody needs it before there is one. What failed is fetched again the next time. */
export function loadActions(): void {
  loading ??= Promise.all([import('./below-answer.js'), import('../citation-preview.js')]).then(
    ([{ AnswerActions, ExportMenu, FeedbackForm }]) => {
      define('va-export-menu', ExportMenu);
      define('va-feedback', FeedbackForm);
      define('va-answer-actions', AnswerActions);
    },
    () => (loading = undefined),
  );
}
