import { msg, str } from '@lit/localize';
import { controls, formatLocale, plural } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { RetryEvent, SignOutEvent } from './events.js';
import { KeptTexts, type Kept } from './kept-texts.js';

/**
 * An address that cannot be shown: what is missing, and where to go.
 * @element va-status-page
 * @fires va-retry - The server is to be asked again.
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

  @property() kind: 'unauthorized' | 'unreachable' | 'not-found' = 'not-found';

  /** Somebody is signed in. */
  @property({ type: Boolean, attribute: 'signed-in' }) signedIn = false;

  readonly #kept = new KeptTexts(this);

  protected override render(): TemplateResult {
    const { title, detail } = this.#words();
    const kept = this.kind === 'unreachable' ? keptWords(this.#kept.value) : '';
    return html`
      <h1>${title}</h1>
      <p>${detail}</p>
      ${kept ? html`<p>${kept}</p>` : ''}
      <div class="actions">${this.#renderActions()}</div>
    `;
  }

  #words(): { title: string; detail: string } {
    switch (this.kind) {
      case 'unauthorized':
        return {
          title: msg('You may not open this page'),
          detail: msg(
            'It needs the administrator role, which your account does not have. Ask an administrator if you need it.',
          ),
        };
      case 'unreachable':
        return {
          title: msg('The server cannot be reached'),
          detail: msg(
            'You are still signed in, and nothing was lost. VoiceAssist goes on by itself when the network is back.',
          ),
        };
      default:
        return {
          title: msg('There is no page at this address'),
          detail: msg('The link may be old, or the address mistyped. Nothing was lost.'),
        };
    }
  }

  #renderActions(): TemplateResult {
    if (this.kind === 'unreachable') {
      return html`<button class="btn primary" @click=${this.#onRetry}>${msg('Retry')}</button>`;
    }
    return html`
      <a class="btn primary" href="/chat">${msg('Go to the chat')}</a>
      ${
        this.kind === 'unauthorized' && this.signedIn
          ? html`<button class="btn" @click=${this.#onSignOut}>${msg('Sign in as someone else')}</button>`
          : ''
      }
    `;
  }

  #onRetry(): void {
    this.dispatchEvent(new RetryEvent());
  }

  #onSignOut(): void {
    this.dispatchEvent(new SignOutEvent());
  }
}

/** What is kept, and why it cannot be read now: the key of it comes from the server and is written down nowhere. */
function keptWords({ drafts, unsent }: Kept): string {
  const all = [
    ...(drafts ? [plural(drafts, { one: msg('1 draft'), other: msg(str`${drafts} drafts`) })] : []),
    ...(unsent
      ? [
          plural(unsent, {
            one: msg('unsent messages of 1 conversation'),
            other: msg(str`unsent messages of ${unsent} conversations`),
          }),
        ]
      : []),
  ];
  if (!all.length) return '';
  const list = new Intl.ListFormat(formatLocale()).format(all);
  return msg(
    str`Kept on this computer: ${list}. What is kept is locked, so that nobody else can read it, and opens by itself with the connection.`,
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'va-status-page': StatusPage;
  }
}
