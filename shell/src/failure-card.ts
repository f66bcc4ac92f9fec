import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { RetryEvent } from './events.js';

/**
 * A micro-frontend that could not be loaded: what still works, and another try.
 * @element va-failure-card
 * @fires va-retry - Another try is asked for.
 */
export class FailureCard extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        justify-content: center;
        padding: 16vh var(--va-4) var(--va-8);
      }
      section {
        max-inline-size: 36rem;
        padding: var(--va-8);
        border: 1px solid var(--va-line-strong);
        border-radius: var(--va-radius-l);
        background: var(--va-surface);
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 1fr);
      }
      section > * {
        grid-column: 2;
      }
      section > svg.i {
        grid-column: 1;
        inline-size: 1.5rem;
        block-size: 1.5rem;
        margin-block-start: 0.125rem;
        color: var(--va-danger);
      }
      h1 {
        grid-row: 1;
        font-size: 1.25rem;
        line-height: 1.75rem;
        font-weight: 600;
        letter-spacing: -0.012em;
      }
      section > p {
        margin-block-start: var(--va-2);
        font-size: var(--va-text-read);
        line-height: 1.5rem;
        color: var(--va-text-2);
        text-wrap: pretty;
      }
      .actions {
        margin-block-start: var(--va-5);
      }
      details {
        margin-block-start: var(--va-5);
        padding-block-start: var(--va-3);
        border-block-start: var(--va-hair);
        font-size: var(--va-text-sm);
        color: var(--va-text-2);
      }
      summary {
        cursor: pointer;
        padding-block: 0.1875rem;
      }
      details p {
        overflow-wrap: anywhere;
      }
      @media (max-width: 48rem) {
        :host {
          padding-block-start: var(--va-8);
        }
        section {
          padding: var(--va-5);
        }
      }
    `,
  ];

  /** What a person calls the part, e.g. "Knowledge base". */
  @property() name = '';

  /** The technical reason; never holds patient text. */
  @property() error = '';

  /** A try is under way. */
  @property({ type: Boolean }) retrying = false;

  /** It was on the page, and was stopped. */
  @property({ type: Boolean, attribute: 'has-run' }) hasRun = false;

  /** Nothing but a new page can load it. */
  @property({ type: Boolean, attribute: 'needs-reload' }) needsReload = false;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
    performance.mark('va-failure-card');
  }

  protected override render(): TemplateResult {
    const title = this.hasRun
      ? msg(str`${this.name} has stopped because of an error`)
      : msg(str`${this.name} could not be loaded`);
    return html`
      <section aria-labelledby="title">
        ${icon('error')}
        <h1 id="title" tabindex="-1">${title}</h1>
        <p>${this.#renderWhatNow()}</p>
        <div class="actions">
          <button class="btn primary" aria-disabled=${this.retrying} @click=${this.#onRetry}>
            ${icon('retry')}${this.#renderAction()}
          </button>
        </div>
        <details>
          <summary>${msg('Details for your administrator')}</summary>
          <p>${this.error}</p>
        </details>
      </section>
    `;
  }

  #renderWhatNow(): string {
    if (this.needsReload)
      return msg(
        'Only a new page can load it again. You stay signed in, and what was sent or saved is kept.',
      );
    return this.hasRun
      ? msg('What was sent or saved is kept. Every other part of VoiceAssist goes on working.')
      : msg('Nothing was lost. Every other part of VoiceAssist goes on working.');
  }

  #renderAction(): string {
    if (this.retrying) return msg('Trying again');
    return this.needsReload ? msg('Reload') : msg('Retry');
  }

  #onRetry(): void {
    if (!this.retrying) this.dispatchEvent(new RetryEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-failure-card': FailureCard;
  }
}
