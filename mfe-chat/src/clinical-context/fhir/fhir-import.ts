import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ContextImportEvent, ImportEndEvent } from '../case-events.js';
import { fhirImportStyles } from './fhir-import.css.js';
import { renderPreview } from './import-preview.js';
import { MOST_BYTES, readFhir, tooLarge, type FhirReading } from './read-fhir.js';

/**
 * Takes a clinical context from a FHIR R4 Bundle: picked, dropped or pasted. It shows what it has understood and what it
 * leaves out before anything is taken over. The file stays on the computer.
 * @element va-fhir-import
 * @fires va-context-import - What was understood is to be taken over.
 * @fires va-import-end - Nothing is to be taken over.
 */
export class FhirImport extends LitElement {
  static override styles = [controls, fhirImportStyles];

  /** Taking over would replace something. */
  @property({ type: Boolean, attribute: false }) hasContent = false;

  @state() private reading: FhirReading | undefined;
  @state() private isReading = false;
  @state() private isDropping = false;

  @query('input[type="file"]') private readonly picker!: HTMLInputElement | null;
  @query('textarea') private readonly pasted!: HTMLTextAreaElement | null;

  protected override render(): TemplateResult {
    const { reading } = this;
    if (!reading || 'problem' in reading) return this.#renderSources();
    const { hasContent } = this;
    return renderPreview({ reading, hasContent, onOther: this.#onOther, onTake: this.#onTake });
  }

  #renderSources(): TemplateResult {
    const problem = this.reading && 'problem' in this.reading ? this.reading.problem : '';
    return html`
      <p class="lead">
        ${msg('A FHIR R4 Bundle in JSON, as hospital systems export it. It is read in this browser and not uploaded.')}
      </p>
      <div
        class="drop ${this.isDropping ? 'over' : ''}"
        @dragover=${this.#onDragOver}
        @dragleave=${this.#onDragLeave}
        @drop=${this.#onDrop}
      >
        <button class="btn pick" @click=${this.#onPick}>${icon('upload', 's')}${msg('Choose a file')}</button>
        <span>${msg('or drop it here')}</span>
        <input
          type="file"
          accept=".json,application/json,application/fhir+json"
          hidden
          @change=${this.#onPicked}
        />
      </div>
      <div class="field">
        <label for="pasted">${msg('Or paste its text')}</label>
        <textarea class="in" id="pasted" rows="5" dir="ltr" spellcheck="false" autocomplete="off"></textarea>
      </div>
      <p class="problem" role="alert">${problem ? html`${icon('error', 's')}<span>${problem}</span>` : ''}</p>
      <p class="sr" role="status">${this.isReading ? msg('Reading the file') : ''}</p>
      <div class="row">
        <button class="btn" @click=${this.#onEnd}>${msg('Back')}</button>
        <button class="btn primary" @click=${this.#onPaste}>${msg('Read the text')}</button>
      </div>
    `;
  }

  #onPick(): void {
    this.picker?.click();
  }

  #onPicked(): void {
    const file = this.picker?.files?.[0];
    if (this.picker) this.picker.value = '';
    void this.#readFile(file);
  }

  #onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isDropping = true;
  }

  #onDragLeave(): void {
    this.isDropping = false;
  }

  #onDrop(event: DragEvent): void {
    // A file that is dropped beside must not open in the place of the page either.
    event.preventDefault();
    event.stopPropagation();
    this.isDropping = false;
    const files = event.dataTransfer?.files;
    if (files && files.length > 1) {
      void this.#show({ problem: msg('These are several files. Drop one alone. Nothing was read.') });
    } else void this.#readFile(files?.[0]);
  }

  #onPaste(): void {
    const text = this.pasted?.value ?? '';
    if (text.trim()) void this.#show(readFhir(text, new Date()));
    else void this.#show({ problem: msg('There is no text to read yet. Paste it, or choose a file.') });
  }

  async #readFile(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > MOST_BYTES) return this.#show({ problem: tooLarge() });
    this.isReading = true;
    try {
      const text = await file.text();
      await this.#show(readFhir(text, new Date()));
    } catch {
      await this.#show({
        problem: msg(
          'The file cannot be read. Nothing was taken over. Check that it is still there, then choose it again.',
        ),
      });
    } finally {
      this.isReading = false;
    }
  }

  async #show(reading: FhirReading): Promise<void> {
    this.reading = reading;
    await this.updateComplete;
    if ('context' in reading) this.#focus('#understood');
  }

  readonly #onTake = (): void => {
    if (this.reading && 'context' in this.reading) {
      this.dispatchEvent(new ContextImportEvent(this.reading.context));
    }
  };

  readonly #onOther = async (): Promise<void> => {
    this.reading = undefined;
    await this.updateComplete;
    this.#focus('.pick');
  };

  #onEnd(): void {
    this.dispatchEvent(new ImportEndEvent());
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-fhir-import': FhirImport;
  }
}
