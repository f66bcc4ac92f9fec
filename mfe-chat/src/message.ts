import { msg, str } from '@lit/localize';
import { activeLocale, controls, icon, plural } from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { renderNotFound, renderReferences } from './answer-parts.js';
import { citationsUsed } from './citations-used.js';
import type { ConversationMessage } from './conversation.js';
import { CitationOpenEvent, RetryMessageEvent } from './events.js';
import { messageInMarkdown } from './export.js';
import { formatCount, formatTime } from './format.js';
import { confirmLink } from './link-dialog.js';
import { MarkdownStream } from './markdown/markdown-stream.js';
import { messageStyles } from './message.css.js';

const COPIED_MS = 4_000;

type Texts = Partial<Record<ConversationMessage['status'], () => [string, string]>>;

/** How an answer ended early, and what that means for what is there. */
const ENDED: Texts = {
  stopped: () => [msg('Stopped by you.'), msg('What you see is kept.')],
  error: () => [msg('The answer met an error.'), msg('What was written is kept.')],
  interrupted: () => [
    msg('The answer stopped early.'),
    msg('What you see is complete up to here and cited.'),
  ],
};

/** What became of a question that is not there yet. */
const UNSENT: Texts = {
  not_sent: () => [msg('Not sent.'), msg('The connection dropped before it left. Your text is kept.')],
  unknown: () => [
    msg('May not have been delivered.'),
    msg('Check the conversation before you send it again.'),
  ],
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

  @state() private copied: 'yes' | 'no' | undefined;

  @query('.prose') private readonly prose!: HTMLElement | null;

  #stream: MarkdownStream | undefined;
  #pressed: HTMLElement | undefined;
  /** The language of what Lit does not render. */
  #locale = activeLocale();

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
    const unsent = UNSENT[status]?.();
    const you = msg('You');
    return html`
      <article class="question ${status}" aria-label=${this.#label(you)}>
        <div class="by"><b>${you}</b>${this.#renderTime()}</div>
        <h2 class="said" dir="auto">${content}</h2>
        ${
          unsent
            ? html`<div class="ended failed" role="alert">
                <p><b>${unsent[0]}</b> <bdi>${error || unsent[1]}</bdi></p>
                ${
                  clientMessageId
                    ? html`<button class="btn sm" @click=${this.#onRetry}>
                        ${icon('retry')}${msg('Retry')}
                      </button>`
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
    const ended = ENDED[status]?.();
    return html`
      <article class="answer" aria-label=${this.#label('VoiceAssist')}>
        <div class="by"><b>VoiceAssist</b><span>${this.#evidence()}</span></div>
        ${status === 'not_found' ? renderNotFound(this.message) : ''}
        <div class="prose ${verbatim ? 'verbatim' : ''} ${status === 'streaming' ? 'writing' : ''}"></div>
        ${
          ended
            ? html`<div class="ended">
                <p><b>${ended[0]}</b> <bdi>${(status === 'error' && error) || ''}</bdi> ${ended[1]}</p>
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
      <div class="acts" role="group" aria-label=${msg('Answer actions')}>
        <button class="btn sm quiet" @click=${this.#onCopy}>
          ${icon('copy')}${msg('Copy with references')}
        </button>
        <span role="status">${this.#copiedWords()}</span>
      </div>
    `;
  }

  #renderTime(): TemplateResult | '' {
    const { createdAt } = this.message;
    return createdAt ? html`<time datetime=${createdAt}>${formatTime(createdAt)}</time>` : '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.prose) return;
    const { content, status } = this.message;
    if (changed.has('message')) {
      this.#stream ??= new MarkdownStream(this.prose, (number) => this.#makeCite(number));
      this.#stream.update(content, status !== 'streaming');
    }
    if (this.#locale !== activeLocale()) this.#stream?.relabel();
    this.#locale = activeLocale();
    for (const button of this.renderRoot.querySelectorAll<HTMLElement>('.prose .cite')) {
      const number = Number(button.dataset.number);
      button.setAttribute('aria-label', msg(str`Source ${number}`));
      button.setAttribute('aria-expanded', String(number === this.openCitation));
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
    button.textContent = String(number);
    return button;
  }

  #copiedWords(): string {
    if (!this.copied) return '';
    return this.copied === 'yes' ? msg('Copied') : msg('Not copied: the browser does not allow it here.');
  }

  #label(sender: string): string {
    const { createdAt } = this.message;
    const time = formatTime(createdAt);
    return time ? msg(str`${sender}, ${time}`) : sender;
  }

  #evidence(): string {
    const { citations, status, verbatim } = this.message;
    const passages = citations.length;
    const documents = new Set(citations.map(({ documentId }) => documentId)).size;
    const facts =
      status === 'streaming'
        ? [msg('is writing'), passages && foundSoFar(passages, documents)]
        : [passages && foundIn(passages, documents)];
    return [...facts, verbatim && passages && msg('quoted word for word')].filter(Boolean).join(' · ');
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
      this.copied = 'yes';
    } catch {
      this.copied = 'no';
    }
    setTimeout(() => (this.copied = undefined), COPIED_MS);
  }
}

function foundSoFar(passages: number, documents: number): string {
  const [found, held] = [formatCount(passages), formatCount(documents)];
  if (passages === 1) return msg('1 passage in 1 document');
  return plural(documents, {
    one: msg(str`${found} passages in 1 document`),
    other: msg(str`${found} passages in ${held} documents`),
  });
}

function foundIn(passages: number, documents: number): string {
  const [found, held] = [formatCount(passages), formatCount(documents)];
  if (passages === 1) return msg('from 1 passage in 1 document');
  return plural(documents, {
    one: msg(str`from ${found} passages in 1 document`),
    other: msg(str`from ${found} passages in ${held} documents`),
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'va-message': Message;
  }
}
