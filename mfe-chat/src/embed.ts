import { addTranslations, define } from '@voiceassist/shared';
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { speak } from './own-locale.js';
import { translations } from './translations.js';
import { VERSION } from './version.js';

/** After a failure, what was not fetched is asked for again. */
const RETRY_MS = 3_000;

/** What shows messages comes behind what a question is written in. */
function loadConversationView(): void {
  import('./conversation-view.js').catch(() => setTimeout(loadConversationView, RETRY_MS));
}

// The chat for a page that is not the portal. Whichever version comes first is the page's.
const first = customElements.get('va-chat') as typeof Chat | undefined;
if (!first) {
  define('va-composer', Composer);
  define('va-chat', Chat);
  void addTranslations(translations);
  speak('');
  // Behind the first paint.
  requestAnimationFrame(() => setTimeout(loadConversationView));
} else if (first.version !== VERSION) {
  console.warn(
    `<va-chat> ${first.version} was here first and is used; ${VERSION} is not. Load one of them only.`,
  );
}
