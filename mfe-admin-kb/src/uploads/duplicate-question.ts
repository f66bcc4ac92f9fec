import { msg, str } from '@lit/localize';
import { controls, plural } from '@voiceassist/shared';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { DuplicateDecisionEvent } from '../events.js';
import { formatCount } from '../format.js';
import { duplicateQuestion } from './duplicate-question.css.js';
import { twinSentence } from './twin-sentence.js';
import type { DuplicateChoice, UploadItem } from './upload-item.js';

/**
 * Asks once what to do with all files that are there already.
 *
 * @element va-duplicate-question
 * @fires va-duplicate-decision - what to do with them
 */
export class DuplicateQuestion extends LitElement {
  static override styles = [controls, duplicateQuestion];

  /** The files that are there already. */
  @property({ attribute: false }) items: readonly UploadItem[] = [];

  @state() private choice: DuplicateChoice | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items') && !this.items.length) this.choice = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const [first] = this.items;
    if (!first?.twin) return nothing;
    const count = this.items.length;
    const next = first.twin.version + 1;
    return html`<form @submit=${this.#onSubmit}>
      <fieldset>
        <legend>
          ${plural(count, {
            one: msg('1 file is already there'),
            other: msg(str`${formatCount(count)} files are already there`),
          })}
        </legend>
        ${count === 1 ? html`<p>${twinSentence(first.twin)}</p>` : nothing}
        ${this.#renderChoice(
          'replace',
          count === 1 ? msg(str`Replace it as version ${next}`) : msg('Replace each with a new version'),
          msg('Answers given before still open what they cite; type and specialty stay as they are.'),
        )}
        ${this.#renderChoice('keep', msg('Keep both'))}
        ${this.#renderChoice('skip', count === 1 ? msg('Skip this file') : msg('Skip these files'))}
      </fieldset>
      <button type="submit" class="btn">${msg('Continue')}</button>
    </form>`;
  }

  #renderChoice(choice: DuplicateChoice, label: string, hint = ''): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name="choice"
        value=${choice}
        .checked=${live(choice === this.#chosen)}
        @change=${this.#onChange}
      />
      <span>${label}${hint && html`<small>${hint}</small>`}</span>
    </label>`;
  }

  /** Until the person chooses: the very same again is of no use, and a changed file is most often a newer one. */
  get #chosen(): DuplicateChoice {
    return this.choice ?? (this.items.every(({ twin }) => twin?.isSame) ? 'skip' : 'replace');
  }

  #onChange(event: Event): void {
    this.choice = (event.target as HTMLInputElement).value as DuplicateChoice;
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    this.dispatchEvent(new DuplicateDecisionEvent(this.#chosen));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-duplicate-question': DuplicateQuestion;
  }
}
