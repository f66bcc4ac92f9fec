import { msg, str } from '@lit/localize';
import { controls, describeError, icon } from '@voiceassist/shared';
import type { Feedback } from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { FeedbackEvent } from './action-events.js';
import { quietButton } from './answer-actions.css.js';
import { feedbackStyles } from './feedback.css.js';

type Rating = Feedback['rating'];

/** What has just been kept, or taken back. */
type Outcome = 'rating' | 'comment' | 'withdrawn';

/**
 * Whether an answer helped, and a comment for those who look after the documents.
 * @element va-feedback
 * @fires va-feedback - A rating, with or without a comment, is to be kept, or taken back.
 */
export class FeedbackForm extends LitElement {
  static override styles = [controls, quietButton, feedbackStyles];

  @property({ attribute: false }) messageId = '';

  /** What the server keeps. */
  @property({ attribute: false }) given: Feedback | null | undefined;

  /** What was pressed and is on its way. */
  @state() private wanted: Rating | 'none' | undefined;
  @state() private isWriting = false;
  /** The comment as it is typed; it stays whatever becomes of sending it. */
  @state() private text = '';
  @state() private outcome: Outcome | undefined;
  @state() private failure: unknown;

  @query('textarea') private readonly textarea!: HTMLTextAreaElement | null;
  @query('[aria-pressed="true"]') private readonly pressed!: HTMLElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('given') && this.given?.comment && !this.isWriting) this.text = this.given.comment;
  }

  protected override render(): TemplateResult {
    return html`
      ${this.#renderToggle('up', msg('Helpful'))} ${this.#renderToggle('down', msg('Not helpful'))}
      ${
        this.given && !this.isWriting
          ? html`<button class="btn sm quiet" @click=${this.#onWrite}>
              ${this.given.comment ? msg('Change comment') : msg('Add a comment')}
            </button>`
          : ''
      }
      <span class="said" role="status">${this.#outcomeWords()}</span>
      ${this.failure === undefined ? '' : html`<p class="failed" role="alert">${this.#failureWords()}</p>`}
      ${this.given && this.isWriting ? this.#renderForm(this.given.rating) : ''}
    `;
  }

  #renderToggle(rating: Rating, label: string): TemplateResult {
    return html`
      <button
        class="btn sm quiet icon"
        aria-label=${label}
        title=${label}
        aria-pressed=${this.#shown === rating}
        aria-disabled=${this.wanted ? 'true' : nothing}
        value=${rating}
        @click=${this.#onToggle}
      >
        ${icon(rating === 'up' ? 'helpful' : 'notHelpful')}
      </button>
    `;
  }

  #renderForm(rating: Rating): TemplateResult {
    return html`
      <form @submit=${this.#onSubmit} @keydown=${this.#onKeydown}>
        <label for="comment">
          ${rating === 'up' ? msg('What helped? (optional)') : msg('What was wrong or missing? (optional)')}
        </label>
        <textarea
          id="comment"
          class="in"
          rows="3"
          maxlength="2000"
          dir="auto"
          aria-describedby="hint"
          .value=${this.text}
          @input=${this.#onInput}
        ></textarea>
        <p class="hint" id="hint">
          ${msg('Those who look after the documents read it. Leave out names and record numbers.')}
        </p>
        <div class="row">
          <button class="btn sm" aria-disabled=${this.wanted ? 'true' : nothing}>
            ${msg('Send comment')}
          </button>
          <button type="button" class="btn sm quiet" @click=${this.#onLeave}>${msg('Not now')}</button>
        </div>
      </form>
    `;
  }

  get #shown(): Rating | 'none' | undefined {
    return this.wanted ?? this.given?.rating;
  }

  #outcomeWords(): string {
    if (this.outcome === 'comment') return msg('Thank you. Your comment is kept.');
    if (this.outcome === 'withdrawn') return msg('Your rating is taken back.');
    return this.outcome === 'rating' ? msg('Thank you. Your rating is kept.') : '';
  }

  #failureWords(): string {
    const { title } = describeError(this.failure);
    return this.isWriting
      ? msg(str`Not saved; your words are still here. ${title} Try again.`)
      : msg(str`Not saved; nothing was changed. ${title} Try again.`);
  }

  async #onToggle(event: Event): Promise<void> {
    const rating = (event.currentTarget as HTMLButtonElement).value as Rating;
    if (this.wanted) return;
    if (this.given?.rating === rating) {
      if (await this.#save(undefined)) this.#settle('withdrawn', false);
    } else if (await this.#save({ rating, comment: this.given?.comment })) {
      this.#settle('rating', true);
    }
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const { given } = this;
    if (!given || this.wanted) return;
    const comment = this.text.trim();
    if (!(await this.#save({ rating: given.rating, ...(comment && { comment }) }))) return;
    this.#settle(comment ? 'comment' : 'rating', false);
    this.pressed?.focus();
  }

  #settle(outcome: Outcome, isWriting: boolean): void {
    Object.assign(this, { outcome, isWriting });
  }

  /** True once the server keeps it. */
  async #save(feedback: Feedback | undefined): Promise<boolean> {
    this.wanted = feedback?.rating ?? 'none';
    this.failure = this.outcome = undefined;
    const request = new FeedbackEvent(this.messageId, feedback);
    this.dispatchEvent(request);
    try {
      await request.done;
      this.given = feedback;
      return true;
    } catch (error) {
      this.failure = error;
      return false;
    } finally {
      this.wanted = undefined;
    }
  }

  async #onWrite(): Promise<void> {
    this.#settle('rating', true);
    this.outcome = undefined;
    await this.updateComplete;
    this.textarea?.focus();
  }

  #onInput(): void {
    this.text = this.textarea?.value ?? '';
  }

  #onLeave(): void {
    this.isWriting = false;
    this.failure = undefined;
    this.pressed?.focus();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#onLeave();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-feedback': FeedbackForm;
  }
}
