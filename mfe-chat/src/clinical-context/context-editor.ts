import { msg, str } from '@lit/localize';
import { controls, icon, plural } from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ContextCloseEvent, ContextSaveEvent, type ContextImportEvent } from './case-events.js';
import {
  COLUMNS,
  readContext,
  writeContext,
  type ClinicalContext,
  type ContextRecord,
  type List,
} from './clinical-context.js';
import { contextEditorStyles } from './context-editor.css.js';
import { findingsOf, withRow, withText, withoutRow } from './edit-context.js';
import {
  renderAllergies,
  renderLabs,
  renderMedications,
  renderOffers,
  renderProblems,
} from './editor-lists.js';
import { renderPatient } from './editor-patient.js';
import { otherFacts } from './facts.js';
import { unitsOf } from './units.js';

/**
 * A clinical context to be edited: a panel at the side, a sheet on narrow screens. What is typed is used only when the
 * person says so.
 * @element va-context-editor
 * @fires va-context-save - The next questions are to be answered for this context.
 * @fires va-context-close - The editor is done.
 */
export class ContextEditor extends LitElement {
  static override styles = [controls, contextEditorStyles];

  /** What it begins with. */
  @property({ attribute: false }) context: ContextRecord | undefined;

  @state() private form: ClinicalContext = readContext();
  @state() private view: 'form' | 'import' = 'form';
  /** It is asked whether changes may go. */
  @state() private isAsking = false;
  /** What reads records could not be fetched. */
  @state() private isImportMissing = false;
  /** Saving was refused; it is said until all is right. */
  @state() private isRefused = false;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('context')) this.form = readContext(this.context);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog
        aria-labelledby="title"
        @keydown=${this.#onKeydown}
        @cancel=${this.#onCancel}
        @close=${this.#onClosed}
      >
        <header>
          <h2 id="title" tabindex="-1">
            ${this.view === 'form' ? msg('Patient context') : msg('Import from a record')}
          </h2>
          <button class="btn sm quiet icon" aria-label=${msg('Close')} @click=${this.#onClose}>
            ${icon('close')}
          </button>
        </header>
        ${this.view === 'form' ? this.#renderForm() : this.#renderImport()}
      </dialog>
    `;
  }

  #renderImport(): TemplateResult {
    return html`<div class="body">
      <va-fhir-import
        .hasContent=${Object.keys(writeContext(this.form)).length > 0}
        @va-context-import=${this.#onImport}
        @va-import-end=${this.#onImportEnd}
      ></va-fhir-import>
    </div>`;
  }

  #renderForm(): TemplateResult {
    const { form } = this;
    const findings = findingsOf(form, today());
    const editor = { form, findings, onAdd: this.#onAdd, onRemove: this.#onRemove };
    return html`
      <form
        class="body"
        autocomplete="off"
        novalidate
        @input=${this.#onInput}
        @change=${this.#onChange}
        @submit=${this.#onSubmit}
      >
        <div class="lead">
          <p>${msg('Leave out names, birth dates and record numbers: answers do not need them.')}</p>
          <button type="button" class="btn sm import" @click=${this.#onImportStart}>
            ${icon('upload', 's')}${msg('Import from a record')}
          </button>
        </div>
        <p class="missing" role="alert">
          ${
            this.isImportMissing
              ? msg('The import could not be loaded. Nothing was lost. Check the connection and try again.')
              : ''
          }
        </p>
        ${renderPatient(form, findings)} ${renderAllergies(editor)} ${renderMedications(editor)}
        ${renderProblems(editor)} ${renderLabs(editor)}
        <fieldset>
          <legend id="notes-title">${msg('Notes')}</legend>
          <textarea
            class="in"
            name="notes"
            rows="4"
            aria-labelledby="notes-title"
            dir="auto"
            .value=${form.notes}
          ></textarea>
        </fieldset>
        ${this.#renderOthers()} ${renderOffers(form)}
      </form>
      <footer>
        ${this.isAsking ? this.#renderQuestion() : this.#renderActions(countImpossible(findings))}
      </footer>
    `;
  }

  /** What a page has given and this form does not know. */
  #renderOthers(): TemplateResult | '' {
    const facts = otherFacts(this.form.others);
    if (!facts.length) return '';
    return html`<fieldset class="others">
      <legend>${msg('Other facts')}</legend>
      <p>${msg('Given by the page around this chat. They go with every question, unchanged.')}</p>
      <dl>
        ${facts.map(
          ({ label, text }) =>
            html`<dt><bdi>${label}</bdi></dt>
              <dd><bdi>${text}</bdi></dd>`,
        )}
      </dl>
    </fieldset>`;
  }

  #renderActions(impossible: number): TemplateResult {
    return html`
      <p class="refused" role="alert">${this.isRefused && impossible ? refusedWords(impossible) : ''}</p>
      <div class="row">
        <button class="btn" @click=${this.#onClose}>${msg('Cancel')}</button>
        <button class="btn primary" @click=${this.#onSave}>${msg('Use this context')}</button>
      </div>
    `;
  }

  #renderQuestion(): TemplateResult {
    return html`
      <p role="alert">${msg('Your changes are not in use yet. Discard them?')}</p>
      <div class="row">
        <button class="btn danger" @click=${this.#close}>${msg('Discard changes')}</button>
        <button class="btn primary keep" @click=${this.#onKeep}>${msg('Keep editing')}</button>
      </div>
    `;
  }

  readonly #onAdd = async (event: Event): Promise<void> => {
    const list = (event.currentTarget as HTMLElement).dataset.list as List;
    this.form = withRow(this.form, list);
    await this.updateComplete;
    this.#focus(`[name="${list}.${this.form[list].length - 1}.${COLUMNS[list][0]}"]`);
  };

  readonly #onRemove = async (event: Event): Promise<void> => {
    const { list, at } = (event.currentTarget as HTMLElement).dataset as { list: List; at: string };
    this.form = withoutRow(this.form, list, Number(at));
    await this.updateComplete;
    // The next line has taken the place; behind the last one there is the button that adds.
    const next = Math.min(Number(at), this.form[list].length - 1);
    this.#focus(next < 0 ? `.add[data-list="${list}"]` : `.remove[data-list="${list}"][data-at="${next}"]`);
  };

  #onInput({ target }: Event): void {
    if (!(target instanceof HTMLElement && 'name' in target && 'value' in target)) return;
    this.form = withText(this.form, String(target.name), String(target.value));
  }

  /** A creatinine in the unit of an eGFR would be neither. */
  #onChange({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement) || target.name !== 'renalMeasure') return;
    const unit = unitsOf(this.form.renalMeasure)[0] ?? '';
    this.form = { ...this.form, renalFunction: { ...this.form.renalFunction, unit } };
  }

  /** Enter in a field is no decision. */
  #onSubmit(event: Event): void {
    event.preventDefault();
  }

  async #onSave(): Promise<void> {
    this.isRefused = countImpossible(findingsOf(this.form, today())) > 0;
    if (!this.isRefused) {
      this.dispatchEvent(new ContextSaveEvent(writeContext(this.form)));
      this.#close();
      return;
    }
    await this.updateComplete;
    this.#focus('[aria-invalid="true"]');
  }

  #onImportStart(): void {
    this.isImportMissing = false;
    void import('./fhir/load-import.js').then(
      ({ defineImport }) => {
        defineImport();
        void this.#show('import');
      },
      () => (this.isImportMissing = true),
    );
  }

  async #show(view: 'form' | 'import', focus = '#title'): Promise<void> {
    this.view = view;
    await this.updateComplete;
    this.#focus(focus);
  }

  /** A record replaces what it can know: half of one patient and half of another would be nobody. */
  #onImport({ context }: ContextImportEvent): void {
    const { notes, others } = this.form;
    this.form = { ...readContext(context), notes, others };
    void this.#show('form');
  }

  #onImportEnd(): void {
    void this.#show('form', '.import');
  }

  #onKeydown(event: KeyboardEvent): void {
    // Keys of the editor are none of the conversation behind it.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#onClose();
  }

  #onCancel(event: Event): void {
    event.preventDefault();
    this.#onClose();
  }

  #onClose(): void {
    if (this.view === 'import') this.#onImportEnd();
    else if (this.isAsking) void this.#onKeep();
    else if (!this.#isChanged) this.#close();
    else void this.#ask();
  }

  async #ask(): Promise<void> {
    this.isAsking = true;
    await this.updateComplete;
    this.#focus('.keep');
  }

  async #onKeep(): Promise<void> {
    this.isAsking = false;
    await this.updateComplete;
    this.#focus('#title');
  }

  get #isChanged(): boolean {
    const before = writeContext(readContext(this.context));
    return JSON.stringify(writeContext(this.form)) !== JSON.stringify(before);
  }

  readonly #close = (): void => this.dialog.close();

  #onClosed(): void {
    this.dispatchEvent(new ContextCloseEvent());
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** Today as YYYY-MM-DD, where the person is. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function countImpossible(findings: ReturnType<typeof findingsOf>): number {
  return [...findings.values()].filter(({ weight }) => weight === 'impossible').length;
}

function refusedWords(count: number): string {
  return plural(count, {
    one: msg('1 value is impossible. Correct it first; nothing was changed.'),
    other: msg(str`${count} values are impossible. Correct them first; nothing was changed.`),
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'va-context-editor': ContextEditor;
  }
}
