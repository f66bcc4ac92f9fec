import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, type Api } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { SOURCE_TYPES, sourceTypeName } from '../vocabulary.js';
import { formStyles } from './form.css.js';
import { errorWords } from './problem-words.js';

/**
 * Files of a server that looks for them itself and lists none: all that are new, or one by its path.
 *
 * @element va-scan-files
 */
export class ScanFiles extends LitElement {
  static override styles = [
    controls,
    formStyles,
    css`
      form,
      .scan {
        display: grid;
        gap: var(--va-3);
        justify-items: start;
        margin-block-start: var(--va-4);
      }
      label {
        display: grid;
        gap: var(--va-1);
        inline-size: min(100%, 26rem);
        font-size: var(--va-text-sm);
        font-weight: 500;
      }
      p {
        margin-block-start: var(--va-3);
      }
    `,
  ];

  @consume({ context: apiContext, subscribe: true })
  private api: Api | undefined;

  @state() private busy = false;
  /** How the latest request went, in words when they are needed. */
  @state() private said: (() => string) | undefined;
  @query('select') private kind!: HTMLSelectElement;
  @query('#path') private path!: HTMLInputElement;

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="files" aria-busy=${this.busy}>
      <h2 id="files">${msg('Files')}</h2>
      <p>${msg('This server looks for files itself, and lists none here.')}</p>
      <div class="scan">
        <label
          >${msg('Type')}
          <select class="in">
            ${SOURCE_TYPES.map((type) => html`<option value=${type}>${sourceTypeName(type)}</option>`)}
          </select>
        </label>
        <button type="button" class="btn primary" aria-disabled=${this.busy} @click=${this.#onScan}>
          ${msg('Scan and index')}
        </button>
      </div>
      <form novalidate @submit=${this.#onIndex}>
        <label>${msg('Path of one file')} <input class="in" id="path" dir="ltr" autocomplete="off" /></label>
        <button class="btn" aria-disabled=${this.busy}>${msg('Index this file')}</button>
      </form>
      <p role="status">
        ${this.busy ? msg('The server is reading. Stay on this page.') : (this.said?.() ?? '')}
      </p>
    </section>`;
  }

  #onScan(): Promise<void> {
    return this.#run(
      (api) => api.integrations.scanFiles(this.kind.value, false),
      () => msg('The server has looked, and what it found is read.'),
    );
  }

  #onIndex(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const path = this.path.value.trim();
    if (!path) {
      this.path.focus();
      this.said = () => msg('Enter the path of a file.');
      return Promise.resolve();
    }
    return this.#run(
      (api) => api.integrations.indexFiles([path], this.kind.value),
      () => msg('The file is read. Answers are made from it now.'),
    );
  }

  async #run(act: (api: Api) => Promise<unknown>, done: () => string): Promise<void> {
    if (!this.api || this.busy) return;
    this.busy = true;
    try {
      await act(this.api);
      this.said = done;
    } catch (error) {
      this.said = () => errorWords(error);
    }
    this.busy = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-scan-files': ScanFiles;
  }
}
