import { controls } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { SignOutEvent } from './events.js';

/**
 * An address that cannot be shown: what is missing, and where to go.
 * @element va-status-page
 * @fires va-sign-out - The person wants to sign in as someone else.
 */
export class StatusPage extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        max-inline-size: 36rem;
        margin-inline: auto;
        padding: 14vh var(--va-4) var(--va-8);
      }
      h1 {
        font-size: var(--va-text-2xl);
        line-height: var(--va-lh-2xl);
        font-weight: 600;
        letter-spacing: -0.022em;
        text-wrap: balance;
      }
      p {
        margin-block-start: var(--va-3);
        font-size: var(--va-text-read);
        line-height: var(--va-lh-read);
        color: var(--va-text-2);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-2);
        margin-block-start: var(--va-6);
      }
      @media (max-width: 48rem) {
        :host {
          padding-block-start: var(--va-10);
        }
        h1 {
          font-size: var(--va-text-xl);
          line-height: var(--va-lh-xl);
        }
      }
    `,
  ];

  @property() kind: 'unauthorized' | 'not-found' = 'not-found';

  /** Somebody is signed in. */
  @property({ type: Boolean, attribute: 'signed-in' }) signedIn = false;

  protected override render(): TemplateResult {
    const unauthorized = this.kind === 'unauthorized';
    return html`
      <h1>${unauthorized ? 'You may not open this page' : 'There is no page at this address'}</h1>
      <p>
        ${
          unauthorized
            ? 'It needs the administrator role, which your account does not have. Ask an administrator if you need it.'
            : 'The link may be old, or the address mistyped. Nothing was lost.'
        }
      </p>
      <div class="actions">
        <a class="btn primary" href="/chat">Go to the chat</a>
        ${
          unauthorized && this.signedIn
            ? html`<button class="btn" @click=${this.#onSignOut}>Sign in as someone else</button>`
            : ''
        }
      </div>
    `;
  }

  #onSignOut(): void {
    this.dispatchEvent(new SignOutEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-status-page': StatusPage;
  }
}
