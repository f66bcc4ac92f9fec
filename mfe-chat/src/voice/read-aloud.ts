import { msg, str } from '@lit/localize';
import { controls, formatLocale, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { quietButton } from '../actions/answer-actions.css.js';
import { languageName } from './language-name.js';
import { Reader } from './reader.js';
import { speechOf } from './speech-text.js';

/**
 * Reads an answer aloud, with voices of this computer alone; silent as soon as it leaves the page.
 * @element va-read-aloud
 */
export class ReadAloud extends LitElement {
  static override styles = [
    controls,
    quietButton,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--va-1);
      }
      p {
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
        color: var(--va-text-2);
      }
    `,
  ];

  /** Gives the words of the answer when they are to be read. */
  @property({ attribute: false }) prose: () => Element | null = () => null;

  @state() private problem: 'no-voice' | 'failed' | undefined;

  readonly #reader = new Reader((hasFailed) => {
    if (hasFailed) this.problem = 'failed';
    this.requestUpdate();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#onPageHide);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#onPageHide);
    // A move in the document is not the end.
    queueMicrotask(() => {
      if (!this.isConnected) this.#reader.stop();
    });
  }

  protected override render(): TemplateResult {
    const { state: reading } = this.#reader;
    return html`
      ${
        reading === 'idle'
          ? html`<button class="btn sm quiet" @click=${this.#onRead}>
              ${icon('speak')}${msg('Read aloud')}
            </button>`
          : html`<button class="btn sm quiet" @click=${this.#onPause}>
                ${
                  reading === 'paused'
                    ? html`${icon('play')}${msg('Read on')}`
                    : html`${icon('pause')}${msg('Pause reading')}`
                }
              </button>
              <button class="btn sm quiet" @click=${this.#onStop}>
                ${icon('stop')}${msg('Stop reading')}
              </button>`
      }
      <p role="status">${this.#statusText()}</p>
    `;
  }

  #statusText(): string {
    if (this.problem === 'failed') return msg('The reading broke off. Press Read aloud to begin again.');
    if (this.problem === 'no-voice') {
      return msg(
        str`This computer has no voice of its own for ${languageName(formatLocale())}. Other voices would send the answer away, so nothing is read.`,
      );
    }
    return '';
  }

  async #onRead(): Promise<void> {
    this.problem = undefined;
    const prose = this.prose();
    const pieces = prose ? speechOf(prose) : [];
    if (!pieces.length) return;
    const outcome = await this.#reader.start(pieces, formatLocale());
    if (outcome === 'no-voice') this.problem = 'no-voice';
    // The button that was pressed has become another one.
    await this.updateComplete;
    if (outcome === 'started') this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  #onPause(): void {
    if (this.#reader.state === 'paused') this.#reader.resume();
    else this.#reader.pause();
  }

  #onStop(): void {
    this.#reader.stop();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('button')?.focus());
  }

  readonly #onPageHide = (): void => this.#reader.stop();
}

declare global {
  interface HTMLElementTagNameMap {
    'va-read-aloud': ReadAloud;
  }
}
