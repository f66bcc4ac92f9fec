import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { renderNotFound, renderReferences } from './answer-parts.js';
import { citationsUsed } from './citations-used.js';
import type { ConversationMessage } from './conversation.js';
import { CitationOpenEvent, RetryMessageEvent } from './events.js';
import { messageInMarkdown } from './export.js';
import { confirmLink } from './link-dialog.js';
import { MarkdownStream } from './markdown/markdown-stream.js';
import { messageStyles } from './message.css.js';

const COPIED_MS = 4_000;

/** How an answer ended early, and what that means for what is there. */
const ENDED: Partial<Record<ConversationMessage['status'], [string, string]>> = {
  stopped: ['Stopped by you.', 'What you see is kept.'],
  error: ['The answer met an error.', 'What was written is kept.'],
  interrupted: ['The answer stopped early.', 'What you see is complete up to here and cited.'],
};

/** What became of a question that is not there yet. */
const UNSENT: Partial<Record<ConversationMessage['status'], [string, string]>> = {
  not_sent: ['Not sent.', 'The connection dropped before it left. Your text is kept.'],
  unknown: ['May not have been delivered.', 'Check the conversation before you send it again.'],
};

/**
 * One message: a question as a heading, an answer as an article with its references.
 * @element va-message
 * @fires va-citation-open - A source is asked for.
 * @fires va-retry-message - The question is to be sent again.
 */
export class Message extends LitElement {
  static override styles = [controls, messageStyles];

  @property({ attribute: false }) message!: ConversationMessage;

  /** The number whose source is open. */
  @property({ attribute: false }) openCitation: number | undefined;

  @state() private copied = '';

  @query('.prose') private readonly prose!: HTMLElement | null;

  #stream: MarkdownStream | undefined;
  #pressed: HTMLElement | undefined;

  protected override firstUpdated(): void {
    // One listener for citations and links in text that Lit does not render; both are real buttons and links.
    this.renderRoot.addEventListener('click', (event) => this.#onClick(event));
    // The middle button opens a link without a click.
    this.renderRoot.addEventListener('auxclick', (event) => this.#onAuxClick(event as MouseEvent));
  }

  protected override render(): TemplateResult {
    return this.message.role === 'user' ? this.#renderQuestion() : this.#renderAnswer();
  }

  #renderQuestion(): TemplateResult {
    const { content, status, error, clientMessageId } = this.message;
    const unsent = UNSENT[status];
    return html`
      <article class="question ${status}" aria-label=${this.#label('You')}>
        <div class="by"><b>You</b>${this.#renderTime()}</div>
        <h2 class="said">${content}</h2>
        ${
          unsent
            ? html`<div class="ended failed" role="alert">
                <p><b>${unsent[0]}</b> ${error || unsent[1]}</p>
                ${
                  clientMessageId
                    ? html`<button class="btn sm" @click=${this.#onRetry}>${icon('retry')}Retry</button>`
                    : ''
                }
              </div>`
            : ''
        }
      </article>
    `;
  }

  #renderAnswer(): TemplateResult {
    const { status, verbatim, error } = this.message;
    const ended = ENDED[status];
    return html`
      <article class="answer" aria-label=${this.#label('VoiceAssist')}>
        <div class="by"><b>VoiceAssist</b><span>${this.#evidence()}</span></div>
        ${status === 'not_found' ? renderNotFound(this.message) : ''}
        <div class="prose ${verbatim ? 'verbatim' : ''} ${status === 'streaming' ? 'writing' : ''}"></div>
        ${
          ended
            ? html`<div class="ended">
                <p><b>${ended[0]}</b> ${(status === 'error' && error) || ''} ${ended[1]}</p>
              </div>`
            : ''
        }
        ${this.#renderReferences()}
      </article>
    `;
  }

  #renderReferences(): TemplateResult | '' {
    const { used, unused } = citationsUsed(this.message);
    if (this.message.status === 'streaming' || used.length + unused.length === 0) return '';
    return html`
      ${renderReferences(used, unused, this.openCitation)}
      <div class="acts" role="group" aria-label="Answer actions">
        <button class="btn sm quiet" @click=${this.#onCopy}>${icon('copy')}Copy with references</button>
        <span role="status">${this.copied}</span>
      </div>
    `;
  }

  #renderTime(): TemplateResult | '' {
    const { createdAt } = this.message;
    return createdAt ? html`<time datetime=${createdAt}>${timeOf(createdAt)}</time>` : '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.prose) return;
    const { content, status } = this.message;
    if (changed.has('message')) {
      this.#stream ??= new MarkdownStream(this.prose, (number) => this.#makeCite(number));
      this.#stream.update(content, status !== 'streaming');
    }
    for (const button of this.renderRoot.querySelectorAll<HTMLElement>('.prose .cite')) {
      button.setAttribute('aria-expanded', String(Number(button.dataset.number) === this.openCitation));
    }
  }

  /** Puts the focus back on the citation that was pressed last, or else on the first of that number. */
  focusCitation(number: number): void {
    const pressed = this.#pressed?.dataset.number === String(number) ? this.#pressed : undefined;
    const first = this.renderRoot.querySelector<HTMLElement>(`.cite[data-number="${number}"]`);
    (pressed?.isConnected ? pressed : first)?.focus();
  }

  #makeCite(number: number): HTMLElement | undefined {
    if (!this.message.citations.some((citation) => citation.number === number)) return undefined;
    const button = document.createElement('button');
    button.className = 'cite';
    button.dataset.number = String(number);
    button.setAttribute('aria-label', `Source ${number}`);
    button.setAttribute('aria-expanded', 'false');
    button.textContent = String(number);
    return button;
  }

  #label(sender: string): string {
    const { createdAt } = this.message;
    return createdAt ? `${sender}, ${timeOf(createdAt)}` : sender;
  }

  #evidence(): string {
    const { citations, status, verbatim } = this.message;
    const documents = new Set(citations.map(({ documentId }) => documentId)).size;
    const found = documents
      ? `${status === 'streaming' ? '' : 'from '}${count(citations.length, 'passage')} in ${count(documents, 'document')}`
      : '';
    const writing = status === 'streaming' ? 'is writing' : '';
    return [writing, found, verbatim && documents ? 'quoted word for word' : ''].filter(Boolean).join(' · ');
  }

  #onClick(event: Event): void {
    const path = event.composedPath();
    const cite = path.find((target) => target instanceof HTMLElement && target.classList.contains('cite'));
    if (cite instanceof HTMLElement) {
      this.#pressed = cite;
      this.dispatchEvent(new CitationOpenEvent(this.message.id, Number(cite.dataset.number)));
      return;
    }
    this.#askAboutLink(event);
  }

  #onAuxClick(event: MouseEvent): void {
    if (event.button === 1) this.#askAboutLink(event);
  }

  #askAboutLink(event: Event): void {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link) return;
    event.preventDefault();
    confirmLink(this.renderRoot, link);
  }

  #onRetry(): void {
    const { clientMessageId } = this.message;
    if (clientMessageId) this.dispatchEvent(new RetryMessageEvent(clientMessageId));
  }

  async #onCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(messageInMarkdown(this.message));
      this.copied = 'Copied';
    } catch {
      this.copied = 'Not copied: the browser does not allow it here.';
    }
    setTimeout(() => (this.copied = ''), COPIED_MS);
  }
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

const timeOf = (date: string) =>
  new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(new Date(date));

declare global {
  interface HTMLElementTagNameMap {
    'va-message': Message;
  }
}
