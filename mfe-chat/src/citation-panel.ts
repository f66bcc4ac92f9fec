import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { Citation, Passage } from '@voiceassist/shared/schemas';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { renderMeta } from './citation-meta.js';
import { citationPanelStyles } from './citation-panel.css.js';
import { isWebAddress } from './citations-used.js';
import { renderState } from './citation-state.js';
import {
  CitationCloseEvent,
  CitationReloadEvent,
  CitationSelectEvent,
  CitationVersionEvent,
} from './panel-events.js';
import type { PassageFailure } from './passage-controller.js';
import { checkQuote, renderQuote, renderSection } from './passage-view.js';

/**
 * A source of an answer: its exact words in the section that they come from.
 * @element va-citation-panel
 * @fires va-citation-select - Another source of the answer is to be shown.
 * @fires va-citation-close - The panel is to be closed.
 * @fires va-citation-reload - The passage is to be asked for again.
 * @fires va-citation-version - Today's version is to be shown, or the cited one again.
 */
export class CitationPanel extends LitElement {
  static override styles = [controls, citationPanelStyles];

  /** The sources that are stepped through, in order: those that the answer uses, or those that it does not. */
  @property({ attribute: false }) citations: readonly Citation[] = [];
  /** The answer does not use them. */
  @property({ attribute: false }) isUnused = false;
  /** The one that is shown. */
  @property({ attribute: false }) number: number | undefined;
  /** The section that it stands in, once it is there. */
  @property({ attribute: false }) passage: Passage | undefined;
  /** Why the section is not there. */
  @property({ attribute: false, hasChanged: isOtherFailure }) failure: PassageFailure | undefined;
  /** The section is of today's version, not of the one that was cited. */
  @property({ attribute: false }) isToday = false;
  /** The section is on its way. */
  @property({ attribute: false }) loading = false;

  @state() private copied: 'yes' | 'no' | undefined;

  /** Said after a step: the button that was pressed says nothing of what it has brought. */
  @state() private said = '';

  @query('h2') private readonly heading!: HTMLElement | null;
  @query('.body') private readonly body!: HTMLElement | null;
  @query('mark') private readonly firstMark!: HTMLElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('number')) return;
    this.copied = undefined;
    const citation = changed.get('number') === undefined ? undefined : this.#citation;
    this.said = citation ? msg(str`${this.#position()}: ${citation.title}`) : '';
  }

  protected override render(): TemplateResult | '' {
    const citation = this.#citation;
    if (!citation) return '';
    return html`
      <section part="source" aria-label=${msg('Source')} @keydown=${this.#onKeydown}>
        ${this.#renderHead()}
        <div class="body" tabindex="0" role="group" aria-label=${msg('Passage')}>
          <p class="title" dir="auto">${citation.title}</p>
          ${renderMeta(this.isToday ? { ...citation, version: null } : citation, this.#shownPassage(citation))}
          ${renderState(citation, this, this.#handlers)}
          <div class="passage">${this.#renderPassage(citation)}</div>
        </div>
        ${this.#renderFoot(citation)}
        <p class="sr" role="status">${this.said}</p>
      </section>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const wasClosed = changed.has('number') && changed.get('number') === undefined;
    const isStuck = this.renderRoot.querySelector('button:focus:disabled') !== null;
    // A step button that has just come to the end would take the focus with it.
    if (wasClosed || isStuck) this.heading?.focus();
    if (changed.has('number') || changed.has('passage') || changed.has('failure')) this.#showMark();
  }

  get #citation(): Citation | undefined {
    return this.citations.find(({ number }) => number === this.number);
  }

  /** Today's section, or the cited one when it holds the quoted words; of any other it says nothing about them. */
  #shownPassage(citation: Citation): Passage | undefined {
    if (this.isToday) return this.passage;
    return this.passage && checkQuote(citation, this.passage) === 'exact' ? this.passage : undefined;
  }

  /** The number of the source so many steps away, if there is one. */
  #neighbour(steps: number): number | undefined {
    const at = this.#index + steps;
    return at < 0 ? undefined : this.citations[at]?.number;
  }

  get #index(): number {
    return this.citations.findIndex(({ number }) => number === this.number);
  }

  /** Which one it is, and of how many. */
  #position(): string {
    const [position, count] = [this.#index + 1, this.citations.length];
    if (this.isUnused) return msg(str`Not used in this answer: ${position} of ${count}`);
    return msg(str`Source ${position} of ${count}`);
  }

  #renderHead(): TemplateResult {
    return html`
      <div class="head">
        <h2 tabindex="-1">
          ${this.isUnused ? '' : html`<span class="number" aria-hidden="true">${this.#index + 1}</span>`}
          ${this.#position()}
        </h2>
        <button
          class="btn sm quiet icon flip"
          aria-label=${msg('Previous source')}
          aria-keyshortcuts="P Alt+ArrowUp"
          ?disabled=${this.#neighbour(-1) === undefined}
          @click=${this.#onPrevious}
        >
          ${icon('back')}
        </button>
        <button
          class="btn sm quiet icon flip"
          aria-label=${msg('Next source')}
          aria-keyshortcuts="N Alt+ArrowDown"
          ?disabled=${this.#neighbour(1) === undefined}
          @click=${this.#onNext}
        >
          ${icon('forward')}
        </button>
        <button class="btn sm quiet icon" aria-label=${msg('Close source')} @click=${this.#onClose}>
          ${icon('close')}
        </button>
      </div>
    `;
  }

  #renderPassage(citation: Citation): TemplateResult {
    const passage = this.#shownPassage(citation);
    if (passage) return renderSection(this.isToday ? passage : citation, passage);
    return html`${renderQuote(citation.quote)}
    ${this.loading ? html`<p class="waiting">${msg('Loading the section')}</p>` : ''}`;
  }

  #renderFoot(citation: Citation): TemplateResult {
    const passage = this.isToday ? undefined : this.#shownPassage(citation);
    return html`
      <div class="foot">
        ${
          passage
            ? html`<p class="status">
                ${icon('check', 's')}${msg(str`Exact words, checked against version ${passage.version} of the document`)}
              </p>`
            : ''
        }
        ${
          isWebAddress(citation.sourceUrl)
            ? html`<a class="btn sm flip" href=${citation.sourceUrl} target="_blank" rel="noopener noreferrer"
                >${icon('open')}${msg('Open original')}</a
              >`
            : ''
        }
        <button class="btn sm quiet" @click=${this.#onCopy}>${icon('copy')}${msg('Copy quote')}</button>
        <span class="copied" role="status">${this.#copiedWords()}</span>
      </div>
    `;
  }

  #copiedWords(): string {
    if (!this.copied) return '';
    return this.copied === 'yes' ? msg('Copied') : msg('Could not be copied. Select the words instead.');
  }

  /** Brings the first quoted words to the middle, unless they can be seen already. */
  #showMark(): void {
    const { body, firstMark } = this;
    if (!body || !firstMark) return;
    body.scrollTop = 0;
    const frame = body.getBoundingClientRect();
    const words = firstMark.getBoundingClientRect();
    if (words.bottom > frame.bottom)
      body.scrollTop = words.top - frame.top - (frame.height - words.height) / 2;
  }

  #onPrevious(): void {
    this.#select(this.#neighbour(-1));
  }

  #onNext(): void {
    this.#select(this.#neighbour(1));
  }

  #select(number: number | undefined): void {
    if (number !== undefined) this.dispatchEvent(new CitationSelectEvent(number));
  }

  #onClose(): void {
    this.dispatchEvent(new CitationCloseEvent());
  }

  readonly #handlers = {
    onRetry: () => this.#ask(new CitationReloadEvent()),
    onToday: () => this.#ask(new CitationVersionEvent(true)),
    onCited: () => this.#ask(new CitationVersionEvent(false)),
  };

  /** Asks for another section; the button that was pressed goes with the one that is shown. */
  #ask(event: Event): void {
    this.heading?.focus();
    this.dispatchEvent(event);
  }

  #onKeydown(event: KeyboardEvent): void {
    const step = stepOf(event);
    if (step === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) this.#onClose();
    else this.#select(this.#neighbour(step));
  }

  async #onCopy(): Promise<void> {
    const { number } = this;
    const copied = await navigator.clipboard.writeText(this.#citation?.quote ?? '').then(
      () => 'yes' as const,
      () => 'no' as const,
    );
    if (number === this.number) this.copied = copied;
  }
}

/** A failure is told anew in every render of what is around; it is another one only when its words are others. */
function isOtherFailure(one: PassageFailure | undefined, other: PassageFailure | undefined): boolean {
  return one?.title !== other?.title || one?.detail !== other?.detail;
}

/** Letters for one hand, arrows for those who know them from elsewhere. */
function stepOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): 1 | -1 | undefined {
  if (ctrlKey || metaKey) return undefined;
  const name = altKey ? `Alt+${key}` : key.toLowerCase();
  if (name === 'n' || name === 'Alt+ArrowDown') return 1;
  return name === 'p' || name === 'Alt+ArrowUp' ? -1 : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-citation-panel': CitationPanel;
  }
}
