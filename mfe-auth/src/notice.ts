import { msg } from '@lit/localize';
import { icon, type ErrorDescription } from '@voiceassist/shared';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

/** Long enough to read a sentence or two; what was done can be seen on the page as well. */
const SHOWN_MS = 8_000;

/** Says what was just done, and goes by itself; says what went wrong, and stays until it is closed. */
export class Notice implements ReactiveController {
  #text = '';
  #failed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** Takes the focus when the notice that held it is closed. */
    private readonly giveFocus: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Something was done. */
  say(text: string): void {
    this.#show(text, false);
    this.#timer = setTimeout(() => this.clear(), SHOWN_MS);
  }

  /** Something was not done. */
  fail({ title, detail }: ErrorDescription): void {
    this.#show(`${title} ${detail}`, true);
  }

  clear(): void {
    this.#show('', false);
  }

  render(): TemplateResult {
    return html`<div class="said" role="status">
      ${
        this.#text
          ? html`<p class=${this.#failed ? 'failed' : 'done'}>
              ${icon(this.#failed ? 'error' : 'check')}<span>${this.#text}</span>
              ${this.#failed ? this.#renderClose() : nothing}
            </p>`
          : nothing
      }
    </div>`;
  }

  #renderClose(): TemplateResult {
    return html`<button
      type="button"
      class="btn sm quiet icon"
      aria-label=${msg('Close this message')}
      @click=${this.#onClose}
    >
      ${icon('close', 's')}
    </button>`;
  }

  #show(text: string, failed: boolean): void {
    clearTimeout(this.#timer);
    this.#text = text;
    this.#failed = failed;
    this.host.requestUpdate();
  }

  readonly #onClose = (): void => {
    this.giveFocus();
    this.clear();
  };
}
