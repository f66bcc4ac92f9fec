import { msg, str } from '@lit/localize';
import { controls, icon, plural } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ContextImportEvent, ImportEndEvent } from '../case-events.js';
import { allFacts } from '../facts.js';
import { fhirImportStyles } from './fhir-import.css.js';
import type { LeftOut } from './left-out.js';
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
    return reading && 'context' in reading ? this.#renderPreview(reading) : this.#renderSources();
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

  #renderPreview({ context, leftOut }: Extract<FhirReading, { context: unknown }>): TemplateResult {
    const facts = allFacts(context);
    return html`
      <section aria-labelledby="understood">
        <h3 id="understood" tabindex="-1">${msg('Understood')}</h3>
        ${
          facts.length
            ? html`<dl>
                ${facts.map(
                  ({ label, text, isWarning }) =>
                    html`<dt>${label}</dt>
                      <dd class=${isWarning ? 'warning' : ''}><bdi>${text}</bdi></dd>`,
                )}
              </dl>`
            : html`<p>${msg('Nothing in this file is asked for here.')}</p>`
        }
      </section>
      ${leftOut.length ? renderLeftOut(leftOut) : ''}
      ${
        this.hasContent
          ? html`<p class="replaces">
              ${icon('warning', 's')}<span
                >${msg('Taking over replaces what the form holds now. Notes stay.')}</span
              >
            </p>`
          : ''
      }
      <div class="row">
        <button class="btn" @click=${this.#onOther}>${msg('Choose another file')}</button>
        ${
          facts.length
            ? html`<button class="btn primary" @click=${this.#onTake}>${msg('Take over')}</button>`
            : ''
        }
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

  #onTake(): void {
    if (this.reading && 'context' in this.reading) {
      this.dispatchEvent(new ContextImportEvent(this.reading.context));
    }
  }

  async #onOther(): Promise<void> {
    this.reading = undefined;
    await this.updateComplete;
    this.#focus('.pick');
  }

  #onEnd(): void {
    this.dispatchEvent(new ImportEndEvent());
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

function renderLeftOut(leftOut: readonly LeftOut[]): TemplateResult {
  const count = leftOut.reduce((sum, each) => sum + each.count, 0);
  return html`<details>
    <summary>
      ${icon('forward', 's')}${plural(count, { one: msg('Left out: 1'), other: msg(str`Left out: ${count}`) })}
    </summary>
    <ul>
      ${leftOut.map(
        ({ what, why, count: times }) =>
          html`<li><bdi>${times > 1 ? msg(str`${what} (${times} times)`) : what}</bdi>: ${why}</li>`,
      )}
    </ul>
  </details>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'va-fhir-import': FhirImport;
  }
}
