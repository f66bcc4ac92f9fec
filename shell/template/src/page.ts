import { consume } from '@lit/context';
import { msg, str } from '@lit/localize';
import {
  StreamController,
  controls,
  sessionContext,
  tokens,
  type AuthTokenStream,
} from '@voiceassist/shared';
import type { User } from '@voiceassist/shared/schemas';
import { LitElement, html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { pageStyles } from './page.css.js';

/**
 * The page of this part.
 * @element va-my-part-page
 */
export class MyPartPage extends LitElement {
  static override styles = [tokens, controls, pageStyles];

  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: AuthTokenStream | undefined;

  readonly #user = new StreamController<User | undefined>(this, () => this.session?.user$);

  protected override render(): TemplateResult {
    const { firstName = '' } = this.#user.value ?? {};
    return html`
      <h1>${firstName ? msg(str`Hello, ${firstName}`) : msg('Hello')}</h1>
      <p>${msg('This page is new. Its text is waiting for the team that owns it.')}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-my-part-page': MyPartPage;
  }
}
