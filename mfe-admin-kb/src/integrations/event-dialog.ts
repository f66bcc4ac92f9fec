import { msg } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { EventConfirmEvent } from './events.js';
import { formStyles } from './form.css.js';
import { dayField, newEventOf } from './new-event.js';
import { errorWords } from './problem-words.js';

/**
 * Asks for a new appointment.
 *
 * @element va-event-dialog
 * @fires va-event-confirm
 */
export class EventDialog extends LitElement {
  static override styles = [controls, formStyles];

  /** It is being made. */
  @property({ type: Boolean }) busy = false;
  /** Why it was not. */
  @property({ attribute: false }) error: unknown;

  @state() private allDay = false;
  @state() private repeats = '';
  @state() private day = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading">
      <h2 id="heading">${msg('New appointment')}</h2>
      <form @submit=${this.#onSubmit}>
        ${this.#renderField('title', msg('Title'), 'text', '', true)}
        <label class="tick">
          <input type="checkbox" name="all-day" @change=${this.#onAllDay} />${msg('All day')}
        </label>
        <div class="pair">
          ${this.#renderField('start-day', this.allDay ? msg('First day') : msg('Start day'), 'date', this.day, true)}
          ${this.allDay ? nothing : this.#renderField('start-time', msg('Start time'), 'time', '09:00', true)}
          ${this.#renderField('end-day', this.allDay ? msg('Last day') : msg('End day'), 'date', this.day, true)}
          ${this.allDay ? nothing : this.#renderField('end-time', msg('End time'), 'time', '10:00', true)}
        </div>
        <div class="pair">
          ${this.#renderRepeats()}
          ${this.repeats ? this.#renderField('until', msg('Until (optional)'), 'date', '', false) : nothing}
        </div>
        ${this.#renderField('location', msg('Place (optional)'), 'text', '', false)}
        <div class="field">
          <label for="description">${msg('Description (optional)')}</label>
          <textarea class="in" id="description" name="description" rows="3" maxlength="5000"></textarea>
        </div>
        ${this.error ? html`<p class="bad" role="alert">${errorWords(this.error)}</p>` : nothing}
        <div class="row">
          <button type="submit" class="btn primary" aria-disabled=${this.busy}>
            ${msg('Create appointment')}
          </button>
          <button type="button" class="btn" @click=${this.close}>${msg('Cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #renderField(
    name: string,
    label: string,
    type: 'text' | 'date' | 'time',
    value: string,
    required: boolean,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        class="in"
        id=${name}
        name=${name}
        type=${type}
        .defaultValue=${value}
        ?required=${required}
        maxlength=${type === 'text' ? 300 : nothing}
      />
    </div>`;
  }

  #renderRepeats(): TemplateResult {
    const options: [string, string][] = [
      ['', msg('Never')],
      ['daily', msg('Every day')],
      ['weekly', msg('Every week')],
      ['monthly', msg('Every month')],
      ['yearly', msg('Every year')],
    ];
    return html`<div class="field">
      <label for="repeats">${msg('Comes again')}</label>
      <select class="in" id="repeats" name="repeats" @change=${this.#onRepeats}>
        ${options.map(([word, words]) => html`<option value=${word}>${words}</option>`)}
      </select>
    </div>`;
  }

  /** Asks, beginning with a day. */
  async ask(day: Date): Promise<void> {
    this.day = dayField(day);
    this.allDay = false;
    this.repeats = '';
    await this.updateComplete;
    this.form.reset();
    if (!this.dialog.open) this.dialog.showModal();
  }

  /** Ends the question. */
  close(): void {
    this.dialog.close();
  }

  #onAllDay({ currentTarget }: Event): void {
    this.allDay = (currentTarget as HTMLInputElement).checked;
  }

  #onRepeats({ currentTarget }: Event): void {
    this.repeats = (currentTarget as HTMLSelectElement).value;
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (!this.busy) this.dispatchEvent(new EventConfirmEvent(newEventOf(new FormData(this.form))));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-event-dialog': EventDialog;
  }
}
