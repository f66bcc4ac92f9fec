import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ComposerFilesEvent, ComposerSendEvent, ComposerStopEvent } from './composer-events.js';
import { composerStyles } from './composer.css.js';
import { DictationController } from './voice/dictation-controller.js';

/**
 * Where a question is typed or dictated. It keeps its text until `clear` is called, so that nothing is lost on the way.
 * @element va-composer
 * @slot - A note above it.
 * @slot attachments - The files that go with the message.
 * @fires va-composer-send - Enter or Send, with text.
 * @fires va-composer-stop - Escape or Stop, while an answer is written.
 * @fires va-composer-files - Files were chosen or pasted.
 */
export class Composer extends LitElement {
  static override styles = [controls, composerStyles];

  @property() placeholder = '';

  /** An answer is being written. */
  @property({ type: Boolean }) streaming = false;

  /** A question is being kept: its text stays until that is done. */
  @property({ type: Boolean }) pending = false;

  /** What can be attached, in words; empty where nothing can. */
  @property({ attribute: false }) fileHint = '';

  /** A file keeps the message from being sent. */
  @property({ type: Boolean }) holding = false;

  /** Files are held over the chat. */
  @property({ type: Boolean }) dropping = false;

  /** What stands in it. */
  @property({ attribute: false }) text = '';

  @query('textarea') private readonly textarea!: HTMLTextAreaElement;
  @query('input[type="file"]') private readonly files!: HTMLInputElement;
  readonly #dictation = new DictationController(this, () => this.textarea);

  protected override render(): TemplateResult {
    const isBlank = this.text.trim() === '';
    const isDisabled = isBlank || this.streaming || this.pending || this.holding;
    return html`
      <slot></slot>
      <form part="composer" @submit=${this.#onSubmit}>
        <slot name="attachments"></slot>
        ${this.#dictation.render()} ${this.#renderTools()}
        <textarea
          part="input"
          aria-label=${msg('Message')}
          aria-describedby="hint"
          rows="1"
          maxlength="32000"
          dir=${this.text ? 'auto' : nothing}
          placeholder=${this.placeholder || msg('Ask about a dose, a pathway or an interaction')}
          ?readonly=${this.pending}
          .value=${this.text}
          @input=${this.#onInput}
          @paste=${this.#onPaste}
          @keydown=${this.#onKeydown}
        ></textarea>
        <div class="go">
          ${
            this.streaming
              ? html`<button type="button" class="btn" part="stop" @click=${this.#stop}>
                  ${icon('stop')}${msg('Stop')} <kbd aria-hidden="true">${msg('Esc')}</kbd>
                </button>`
              : ''
          }
          <button class="btn ${this.streaming ? '' : 'primary'}" part="send" ?disabled=${isDisabled}>
            ${icon('send')}${msg('Send')}
          </button>
        </div>
        ${this.dropping ? html`<p class="drop">${msg('Drop the files to attach them')}</p>` : ''}
      </form>
      ${this.#renderProblem()}
      <p id="hint" part="hint">
        <span class="keys">${msg('Shift + Enter starts a new line.')}</span>
        ${msg('Leave out names and record numbers; age, weight, results and medicines are enough.')}
        ${this.fileHint ? html`<span id="files-hint">${this.fileHint}</span>` : ''}
      </p>
    `;
  }

  #renderTools(): TemplateResult | '' {
    if (!this.fileHint && !this.#dictation.isOffered) return '';
    return html`
      <div class="tools">
        ${
          this.fileHint
            ? html`<button
                  type="button"
                  class="btn quiet icon"
                  aria-label=${msg('Attach files')}
                  aria-describedby="files-hint"
                  title=${msg('Attach files')}
                  @click=${this.#onAttach}
                >
                  ${icon('attach')}
                </button>
                <input type="file" multiple hidden @change=${this.#onFiles} />`
            : ''
        }
        ${this.#dictation.renderButton(this.pending)}
      </div>
    `;
  }

  #renderProblem(): TemplateResult | '' {
    const words = this.#dictation.problem;
    return words ? html`<p class="kept" role="alert">${words}</p>` : '';
  }

  override focus(): void {
    this.textarea.focus();
  }

  /** Puts a text into the composer, for the person to send. */
  fill(text: string): void {
    this.text = text;
  }

  /** Empties the composer: its text has arrived. */
  clear(): void {
    this.text = '';
  }

  /** Ends a dictation; what was heard so far stays. */
  endDictation(): void {
    this.#dictation.finish();
  }

  #onInput(): void {
    this.text = this.textarea.value;
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    this.#send();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#dictation.isListening) {
      // It ends the dictation first, an answer that is being written with the next press.
      event.preventDefault();
      event.stopPropagation();
      this.#dictation.stop();
    }
    // Enter that ends a composition (Japanese, Chinese) belongs to the input method.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  }

  #send(): void {
    // The last words are still on their way into the text: they are read before they are sent.
    if (this.#dictation.isListening) {
      this.#dictation.stop();
      this.focus();
      return;
    }
    const text = this.text.trim();
    if (!text || this.streaming || this.pending || this.holding) return;
    this.dispatchEvent(new ComposerSendEvent(text));
  }

  #stop(): void {
    this.dispatchEvent(new ComposerStopEvent());
    this.focus();
  }

  #onAttach(): void {
    this.files.click();
  }

  #onFiles(): void {
    const files = [...(this.files.files ?? [])];
    // The same file can be chosen again after it was removed.
    this.files.value = '';
    this.dispatchEvent(new ComposerFilesEvent(files));
  }

  #onPaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    // Cells of a spreadsheet come as text and as a picture of it: the text is meant.
    if (!files.length || !this.fileHint || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    this.dispatchEvent(new ComposerFilesEvent(files));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-composer': Composer;
  }
}
