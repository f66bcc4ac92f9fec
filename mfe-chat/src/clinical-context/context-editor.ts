import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ContextCloseEvent, ContextSaveEvent, type ContextImportEvent } from './case-events.js';
import { COLUMNS, type ContextRecord, type List } from './clinical-context.js';
import { contextEditorStyles } from './context-editor.css.js';
import { ContextForm } from './context-form.js';
import { renderActions, renderQuestion } from './editor-footer.js';
import {
  renderAllergies,
  renderLabs,
  renderMedications,
  renderOffers,
  renderProblems,
} from './editor-lists.js';
import { renderNotes, renderOthers } from './editor-words.js';
import { renderPatient } from './editor-patient.js';

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

  @state() private view: 'form' | 'import' = 'form';
  /** It is asked whether changes may go. */
  @state() private isAsking = false;
  /** What reads records could not be fetched. */
  @state() private isImportMissing = false;
  /** Saving was refused; it is said until all is right. */
  @state() private isRefused = false;

  readonly #form = new ContextForm(this);

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('context')) this.#form.begin(this.context);
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
        .hasContent=${Object.keys(this.#form.record).length > 0}
        @va-context-import=${this.#onImport}
        @va-import-end=${this.#onImportEnd}
      ></va-fhir-import>
    </div>`;
  }

  #renderForm(): TemplateResult {
    const { content: form, findings, countImpossible } = this.#form;
    const editor = { form, findings, onAdd: this.#onAdd, onRemove: this.#onRemove };
    return html`
      <form class="body" autocomplete="off" novalidate @input=${this.#onInput} @submit=${this.#onSubmit}>
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
        ${renderProblems(editor)} ${renderLabs(editor)} ${renderNotes(form)} ${renderOthers(form)}
        ${renderOffers(form)}
      </form>
      <footer>
        ${
          this.isAsking
            ? renderQuestion(this.#close, this.#onKeep)
            : renderActions(this.isRefused ? countImpossible : 0, this.#onClose, this.#onSave)
        }
      </footer>
    `;
  }

  readonly #onAdd = async (event: Event): Promise<void> => {
    const list = (event.currentTarget as HTMLElement).dataset.list as List;
    this.#form.add(list);
    await this.updateComplete;
    this.#focus(`[name="${list}.${this.#form.content[list].length - 1}.${COLUMNS[list][0]}"]`);
  };

  readonly #onRemove = async (event: Event): Promise<void> => {
    const { list, at } = (event.currentTarget as HTMLElement).dataset as { list: List; at: string };
    this.#form.remove(list, Number(at));
    await this.updateComplete;
    // The next line has taken the place; behind the last one there is the button that adds.
    const next = Math.min(Number(at), this.#form.content[list].length - 1);
    this.#focus(next < 0 ? `.add[data-list="${list}"]` : `.remove[data-list="${list}"][data-at="${next}"]`);
  };

  #onInput(event: Event): void {
    this.#form.input(event);
  }

  /** Enter in a field is no decision. */
  #onSubmit(event: Event): void {
    event.preventDefault();
  }

  readonly #onSave = async (): Promise<void> => {
    this.isRefused = this.#form.countImpossible > 0;
    if (!this.isRefused) {
      this.dispatchEvent(new ContextSaveEvent(this.#form.record));
      this.#close();
      return;
    }
    await this.updateComplete;
    this.#focus('[aria-invalid="true"]');
  };

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

  #onImport({ context }: ContextImportEvent): void {
    this.#form.import(context);
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

  readonly #onClose = (): void => {
    if (this.view === 'import') this.#onImportEnd();
    else if (this.isAsking) void this.#onKeep();
    else if (!this.#form.isChanged) this.#close();
    else void this.#ask();
  };

  async #ask(): Promise<void> {
    this.isAsking = true;
    await this.updateComplete;
    this.#focus('.keep');
  }

  readonly #onKeep = async (): Promise<void> => {
    this.isAsking = false;
    await this.updateComplete;
    this.#focus('#title');
  };

  readonly #close = (): void => this.dialog.close();

  #onClosed(): void {
    this.dispatchEvent(new ContextCloseEvent());
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-context-editor': ContextEditor;
  }
}
