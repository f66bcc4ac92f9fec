import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { configContext, controls, icon, plural } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { AskAgainEvent, EditQuestionEvent } from './actions/action-events.js';
import { capabilitiesContext } from './actions/capabilities-context.js';
import { loadActions } from './actions/load-actions.js';
import { loadMessageFiles } from './attachments/load-message-files.js';
import { renderNotFound, renderReferences } from './answer-parts.js';
import { AnswerText, loadMarkdown } from './answer-text.js';
import { citationsUsed, shownNumbers } from './citations-used.js';
import { loadAnsweredFor } from './clinical-context/load-answered-for.js';
import { isBeingWritten, type ConversationMessage } from './conversation.js';
import { CitationOpenEvent, ContinueAnswerEvent, RemoveMessageEvent, RetryMessageEvent } from './events.js';
import { formatCount, formatDateTime, formatTime } from './format.js';
import { isUnsettled } from './history.js';
import { confirmLink } from './link-dialog.js';
import { markdownStyles } from './markdown/markdown.css.js';
import { messageStyles } from './message.css.js';
import { PreviewController } from './preview-controller.js';
import { deliveryText, endedText, unsentText } from './status-texts.js';
import { loadReadAloud } from './voice/load-read-aloud.js';

/**
 * One message: a question as a heading, an answer as an article with its references.
 * @element va-message
 * @fires va-citation-open - A source is asked for.
 * @fires va-retry-message - The question is to be sent again.
 */
export class Message extends LitElement {
  static override styles = [controls, messageStyles, markdownStyles];

  @property({ attribute: false }) message!: ConversationMessage;

  /** Its place among the messages, from 1, and how many they are; -1 while there are earlier ones that are not here. */
  @property({ attribute: false }) position: number | undefined;
  @property({ attribute: false }) total: number | undefined;

  /** The number whose source is open. */
  @property({ attribute: false }) openCitation: number | undefined;

  /** It belongs to the last question and its answer: that one can be asked once more, as it was or changed. */
  @property({ attribute: false }) isLatest = false;

  @query('.prose') private readonly prose!: HTMLElement | null;

  #pressed: HTMLElement | undefined;
  /** Citations are known by the server's numbers, and shown under these. */
  #shownNumbers: ReadonlyMap<number, number> = new Map();
  readonly #preview = new PreviewController(this, (number) =>
    this.message.citations.find((citation) => citation.number === number),
  );
  readonly #capabilities = new ContextConsumer(this, { context: capabilitiesContext, subscribe: true });
  readonly #config = new ContextConsumer(this, { context: configContext });
  readonly #getProse = () => this.prose;
  readonly #text = new AnswerText(this, (number) => this.#makeCite(number));

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
    const { content, status, error, clientMessageId, attachments } = this.message;
    const unsent = unsentText(status);
    const you = msg('You');
    return html`
      <article
        class="question ${status}"
        part="question"
        aria-label=${this.#label(you)}
        aria-posinset=${this.position ?? nothing}
        aria-setsize=${this.total ?? nothing}
      >
        <div class="by">
          <b>${you}</b>${this.#renderTime()}${this.#renderDelivery()}${
            this.isLatest && !isUnsettled(this.message)
              ? html`<button class="btn quiet edit" @click=${this.#onEdit}>
                  ${icon('edit', 's')}${msg('Edit and ask again')}
                </button>`
              : ''
          }
        </div>
        <h2 class="said" dir="auto">${content}</h2>
        ${attachments ? html`<va-message-files .files=${attachments}></va-message-files>` : ''}
        ${
          unsent
            ? html`<div class="ended failed" role="alert">
                <p><b>${unsent[0]}</b> <bdi>${error || unsent[1]}</bdi></p>
                ${
                  clientMessageId
                    ? html`<button class="btn sm" @click=${this.#onRetry}>
                          ${icon('retry')}${msg('Retry')}</button
                        ><button class="btn sm quiet" @click=${this.#onRemove}>${msg('Remove')}</button>`
                    : ''
                }
              </div>`
            : ''
        }
      </article>
    `;
  }

  #renderAnswer(): TemplateResult {
    const { status, verbatim, error, context } = this.message;
    const ended = endedText(status);
    return html`
      <article
        class="answer"
        part="answer"
        aria-label=${this.#label('VoiceAssist')}
        aria-posinset=${this.position ?? nothing}
        aria-setsize=${this.total ?? nothing}
      >
        <div class="by"><b>VoiceAssist</b><span>${this.#evidence()}</span>${this.#renderTime()}</div>
        ${context ? html`<va-answered-for .context=${context} .verbatim=${verbatim}></va-answered-for>` : ''}
        ${status === 'not_found' ? renderNotFound(this.message) : ''}
        <div class="prose ${verbatim ? 'verbatim' : ''} ${status === 'streaming' ? 'writing' : ''}"></div>
        ${
          ended
            ? html`<div class="ended">
                <p><b>${ended[0]}</b> <bdi>${(status === 'error' && error) || ''}</bdi> ${ended[1]}</p>
                ${this.#renderContinue()}
                ${this.isLatest && status !== 'paused' ? this.#renderAskAgain() : ''}
              </div>`
            : ''
        }
        ${this.#renderReferences()}
      </article>
    `;
  }

  #renderDelivery(): TemplateResult | '' {
    const words = deliveryText(this.message.status);
    if (!words) return '';
    const isThere = this.message.status === 'delivered';
    return html`<span class="delivery ${this.message.status}" title=${isThere ? words : nothing}
      >${icon(isThere ? 'check' : 'clock', 's')}<span class=${isThere ? 'sr' : ''}>${words}</span></span
    >`;
  }

  #renderContinue(): TemplateResult | '' {
    if (this.message.status !== 'interrupted' || !this.#capabilities.value?.includes('continue')) return '';
    return html`<button class="btn sm" @click=${this.#onContinue}>${icon('play')}${msg('Continue')}</button>`;
  }

  #renderAskAgain(): TemplateResult {
    return html`<button
      class="btn sm"
      title=${msg('Asks the same question once more, below.')}
      @click=${this.#onAskAgain}
    >
      ${icon('retry')}${msg('Retry')}
    </button>`;
  }

  #renderReferences(): TemplateResult | '' {
    if (isBeingWritten(this.message)) return '';
    const { used, unused } = citationsUsed(this.message);
    return html`
      ${used.length + unused.length ? renderReferences(used, unused, this.openCitation) : ''}
      <div class="after">
        <va-answer-actions .message=${this.message}></va-answer-actions>
        ${this.#canRead ? html`<va-read-aloud .prose=${this.#getProse}></va-read-aloud>` : ''}
      </div>
    `;
  }

  /** Answers can be read aloud here. */
  get #canRead(): boolean {
    return (
      this.#config.value?.voice === true && 'speechSynthesis' in globalThis && this.message.content !== ''
    );
  }

  #renderTime(): TemplateResult | '' {
    const { createdAt } = this.message;
    if (!createdAt) return '';
    const when = formatDateTime(createdAt);
    return html`<time datetime=${createdAt} title=${when}
      ><span class="at">${formatTime(createdAt)}</span><span class="when">${when}</span></time
    >`;
  }

  protected override updated(): void {
    if (this.message.attachments) loadMessageFiles();
    if (!this.prose) return;
    if (this.message.context) loadAnsweredFor();
    if (!isBeingWritten(this.message)) {
      loadActions();
      if (this.#canRead) loadReadAloud();
    }
    this.#shownNumbers = shownNumbers(this.message);
    this.#text.show(this.prose, this.message);
    for (const button of this.renderRoot.querySelectorAll<HTMLElement>('.prose .cite')) {
      const number = Number(button.dataset.number);
      const shown = String(this.#shownNumbers.get(number) ?? number);
      // Not known while it is made: a source that comes late may stand before others.
      if (button.textContent !== shown) button.textContent = shown;
      button.setAttribute('aria-label', msg(str`Source ${shown}`));
      button.setAttribute('aria-expanded', String(number === this.openCitation));
    }
  }

  /** Complete once its text is there. */
  protected override getUpdateComplete(): Promise<boolean> {
    return this.#text.isReady ? super.getUpdateComplete() : this.#getTextComplete();
  }

  async #getTextComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    if (this.prose) await loadMarkdown();
    return super.getUpdateComplete();
  }

  /** Puts the focus back on the citation that was pressed last, or else on the first of that number. */
  focusCitation(number: number): void {
    const pressed = this.#pressed?.dataset.number === String(number) ? this.#pressed : undefined;
    const first = this.renderRoot.querySelector<HTMLElement>(`[data-number="${number}"]`);
    this.#preview.focus(pressed?.isConnected ? pressed : first);
  }

  #makeCite(number: number): HTMLElement | undefined {
    if (!this.#shownNumbers.has(number)) return undefined;
    const button = document.createElement('button');
    button.className = 'cite';
    button.setAttribute('part', 'citation');
    button.dataset.number = String(number);
    return button;
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
    const cite = path.find((target) => target instanceof HTMLElement && target.dataset.number !== undefined);
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
    // A source of the answer is what the reader came for.
    if (!link || link.classList.contains('source')) return;
    event.preventDefault();
    confirmLink(this.renderRoot, link);
  }

  #onRetry(): void {
    const { clientMessageId } = this.message;
    if (clientMessageId) this.dispatchEvent(new RetryMessageEvent(clientMessageId));
  }

  #onRemove(): void {
    const { clientMessageId } = this.message;
    if (clientMessageId) this.dispatchEvent(new RemoveMessageEvent(clientMessageId));
  }

  #onContinue(): void {
    this.dispatchEvent(new ContinueAnswerEvent(this.message.id));
  }

  #onAskAgain(): void {
    this.dispatchEvent(new AskAgainEvent(this.message.id));
  }

  #onEdit(): void {
    this.dispatchEvent(new EditQuestionEvent(this.message));
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
