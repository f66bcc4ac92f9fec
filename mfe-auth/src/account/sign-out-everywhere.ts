import { consume } from '@lit/context';
import { msg } from '@lit/localize';
import { apiContext, controls, sessionContext, type Api, type AuthTokenStream } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { problemText } from '../problem-text.js';
import type { Question } from '../question.js';

/**
 * Ends every session of the person, this one too, after a question that says so.
 *
 * @element va-sign-out-everywhere
 */
export class SignOutEverywhere extends LitElement {
  static override styles = [controls];

  @consume({ context: apiContext, subscribe: true })
  private api: Api | undefined;

  @consume({ context: sessionContext, subscribe: true })
  private session: AuthTokenStream | undefined;

  @state() private isBusy = false;
  /** Why the sessions were not ended. */
  @state() private error: unknown;

  @query('va-question') private question!: Question;

  protected override render(): TemplateResult {
    return html`
      <button type="button" class="btn danger" @click=${this.#onAsk}>${msg('Sign out everywhere')}</button>
      <va-question
        .heading=${msg('Sign out everywhere?')}
        .consequence=${msg(
          'All your sessions end, this one too, and unsent drafts on this computer are deleted. Conversations stay; sign in again to go on.',
        )}
        .action=${msg('Sign out everywhere')}
        danger
        ?busy=${this.isBusy}
        .error=${this.error ? problemText(this.error) : undefined}
        @va-confirm=${this.#onConfirm}
      ></va-question>
    `;
  }

  async #onAsk(): Promise<void> {
    this.error = undefined;
    await this.updateComplete;
    await this.question.ask();
  }

  async #onConfirm(): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      await this.api?.auth.endAllSessions();
      this.question.close();
      await this.session?.signOut();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-sign-out-everywhere': SignOutEverywhere;
  }
}
