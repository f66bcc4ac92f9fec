import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { configContext, define, icon } from '@voiceassist/shared';
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Dictation, DictationTextEvent } from './dictation.js';
import { spaced } from './spaced.js';

/** Whether the browser has any speech recognition at all; where it has none there is no button for it. */
const canDictate = (): boolean =>
  'SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis;

/** Lets a text be dictated. What listens is loaded when somebody wants to. */
export class DictationController implements ReactiveController {
  /** Somebody is being listened to. */
  isListening = false;
  #stage: 'unused' | 'loaded' | 'failed' = 'unused';
  readonly #config;

  constructor(
    private readonly host: LitElement,
    private readonly textarea: () => HTMLTextAreaElement,
  ) {
    this.#config = new ContextConsumer(host, { context: configContext });
    host.addController(this);
  }

  hostDisconnected(): void {
    // What listens is taken away with the host, and does not listen on.
    this.isListening = false;
  }

  /** There is a button for it here. */
  get isOffered(): boolean {
    return this.#config.value?.voice === true && canDictate();
  }

  /** What went wrong with loading it, in words. */
  get problem(): string {
    return this.#stage === 'failed'
      ? msg('Dictation could not be loaded. Your text is kept. Reload the page to try again.')
      : '';
  }

  renderButton(isDisabled: boolean): TemplateResult | '' {
    if (!this.isOffered) return '';
    return html`<button
      type="button"
      class="btn quiet icon"
      aria-label=${msg('Dictate')}
      aria-pressed=${this.isListening}
      title=${msg('Dictate')}
      ?disabled=${isDisabled}
      @click=${this.#onPress}
    >
      ${icon('dictate')}
    </button>`;
  }

  /** How it stands, and what was heard that may still change. */
  render(): TemplateResult | '' {
    if (this.#stage !== 'loaded') return '';
    return html`<va-dictation
      @va-dictation-text=${this.#onText}
      @va-dictation-change=${this.#onChange}
    ></va-dictation>`;
  }

  /** Ends listening; the last words still come. */
  stop(): void {
    this.#element?.stop();
  }

  /** Ends listening at once; what was heard so far stays. */
  finish(): void {
    this.#element?.finish();
  }

  get #element(): Dictation | null {
    return this.host.renderRoot.querySelector('va-dictation');
  }

  readonly #onPress = async (): Promise<void> => {
    if (this.isListening) {
      this.stop();
      return;
    }
    try {
      const { Dictation: Element } = await import('./dictation.js');
      define('va-dictation', Element);
      this.#stage = 'loaded';
    } catch {
      this.#stage = 'failed';
    }
    this.host.requestUpdate();
    await this.host.updateComplete;
    await this.#element?.start();
  };

  readonly #onChange = (): void => {
    this.isListening = this.#element?.listening ?? false;
    this.host.requestUpdate();
    // The button that was pressed may have been in what has gone.
    if (!this.isListening && !this.host.shadowRoot?.activeElement) this.host.focus();
  };

  readonly #onText = ({ text }: DictationTextEvent): void => {
    const textarea = this.textarea();
    const { selectionStart: start, selectionEnd: end, value } = textarea;
    textarea.setRangeText(spaced(value.slice(0, start), text, value.slice(end)), start, end, 'end');
    textarea.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
}
