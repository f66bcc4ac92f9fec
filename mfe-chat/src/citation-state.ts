import { msg, str } from '@lit/localize';
import { icon } from '@voiceassist/shared';
import type { Citation, Passage } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import type { PassageFailure } from './passage-controller.js';
import { checkQuote } from './passage-view.js';

/** What is known of the section that is shown. */
interface Shown {
  readonly passage: Passage | undefined;
  readonly failure: PassageFailure | undefined;
  /** It is of today's version instead of the cited one. */
  readonly isToday: boolean;
}

/** What the buttons do. */
interface Handlers {
  readonly onRetry: () => void;
  readonly onToday: () => void;
  readonly onCited: () => void;
}

/** How the quote stands to the document as it is now, when there is something to say about it. */
export function renderState(citation: Citation, shown: Shown, handlers: Handlers): TemplateResult | '' {
  const { failure, passage, isToday } = shown;
  if (failure) return renderFailure(failure, handlers, isToday);
  if (!passage) return '';
  if (isToday) return renderToday(citation, passage, handlers);
  const check = checkQuote(citation, passage);
  if (check === 'replaced') {
    return html`<p class="note" role="status">
      ${msg(str`Version ${citation.version} was cited; version ${passage.version} is current. The quote is shown as it was cited.`)}
    </p>`;
  }
  if (check === 'moved') {
    return html`<p class="note" role="status">
      ${msg('The document does not hold these words in this place any more. The quote is shown as it was cited.')}
    </p>`;
  }
  return (passage.currentVersion ?? 0) > passage.version ? renderChanged(passage, handlers) : '';
}

function renderFailure(
  { title, detail, canRetry }: PassageFailure,
  { onRetry, onCited }: Handlers,
  isToday: boolean,
): TemplateResult {
  return html`<div class="note" role="alert">
    <p><b>${title}</b> ${detail}</p>
    ${canRetry ? html`<button class="btn sm" @click=${onRetry}>${icon('retry')}${msg('Retry')}</button>` : ''}
    ${isToday ? renderWayBack(onCited) : ''}
  </div>`;
}

function renderChanged({ version, currentVersion }: Passage, { onToday }: Handlers): TemplateResult {
  return html`<div class="note" role="status">
    <p>
      <b>${msg('The source has changed since.')}</b>
      ${msg(str`Shown is version ${version}, which was cited; version ${currentVersion} is current.`)}
    </p>
    <button class="btn sm" @click=${onToday}>${msg('Show today’s version')}</button>
  </div>`;
}

function renderToday(citation: Citation, passage: Passage, { onCited }: Handlers): TemplateResult {
  return html`<div class="note" role="status">
    <p>
      <b>${msg(str`Today’s version, ${passage.version}.`)}</b>
      ${
        passage.start < passage.end
          ? msg('It holds the cited words as well.')
          : msg('The cited words are no longer in it. This is where they would stand.')
      }
    </p>
    ${renderWayBack(onCited, citation.version)}
  </div>`;
}

function renderWayBack(onCited: () => void, version?: number | null): TemplateResult {
  return html`<button class="btn sm" @click=${onCited}>
    ${version ? msg(str`Show version ${version}, which was cited`) : msg('Show the cited version')}
  </button>`;
}
