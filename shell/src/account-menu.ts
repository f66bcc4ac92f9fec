import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import { StreamController, THEMES, controls, icon, preferencesContext } from '@voiceassist/shared';
import type { Preferences, Theme, User } from '@voiceassist/shared/schemas/users';
import { LitElement, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { accountMenuStyles } from './account-menu.css.js';
import { SignOutEvent } from './events.js';

const themeName = (theme: Theme): string =>
  ({ light: msg('Light'), dark: msg('Dark'), system: msg('As the system') })[theme];

/**
 * The signed-in person's menu: who they are, the theme, signing out. Keys as in the ARIA menu button pattern.
 * @element va-account-menu
 * @fires va-sign-out - The person wants to end the session.
 */
export class AccountMenu extends LitElement {
  static override styles = [controls, accountMenuStyles];

  @property({ attribute: false }) user?: User;

  @state() private isOpen = false;

  @query('.who') private readonly button!: HTMLButtonElement;

  readonly #store = new ContextConsumer(this, { context: preferencesContext });
  readonly #preferences = new StreamController<Preferences>(this, () => this.#store.value?.preferences$);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onOutside);
  }

  protected override render(): TemplateResult {
    const { firstName = '', lastName = '' } = this.user ?? {};
    return html`
      <button
        class="who"
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        @click=${this.#onToggle}
        @keydown=${this.#onButtonKey}
      >
        <b aria-hidden="true">${(firstName.charAt(0) + lastName.charAt(0)).toUpperCase()}</b>
        <span>${msg('Account')}</span>${icon('down', 's')}
      </button>
      ${this.isOpen ? this.#renderPanel() : ''}
    `;
  }

  #renderPanel(): TemplateResult {
    return html`
      <div class="panel">
        <p class="person">
          <strong>${this.user?.firstName} ${this.user?.lastName}</strong>
          <small>${this.user?.email}</small>
        </p>
        <div
          role="menu"
          tabindex="-1"
          aria-label=${msg('Account')}
          @keydown=${this.#onMenuKey}
          @focusout=${this.#onFocusOut}
        >
          <div role="group" aria-labelledby="theme">
            <p class="label" id="theme">${msg('Appearance')}</p>
            ${THEMES.map(
              (theme) => html`
                <button
                  role="menuitemradio"
                  tabindex="-1"
                  aria-checked=${theme === (this.#preferences.value?.theme ?? 'system')}
                  data-theme=${theme}
                  @click=${this.#onTheme}
                >
                  ${icon('check', 's')}${themeName(theme)}
                </button>
              `,
            )}
          </div>
          <a role="menuitem" tabindex="-1" href="/account" @click=${this.#onAccount}>${msg('My account')}</a>
          <a role="menuitem" tabindex="-1" href="/about" @click=${this.#onAccount}
            >${msg('About this portal')}</a
          >
          <button role="menuitem" tabindex="-1" @click=${this.#onSignOut}>${msg('Sign out')}</button>
        </div>
      </div>
    `;
  }

  #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  async #open(at: 'first' | 'last'): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.#items()
      .at(at === 'first' ? 0 : -1)
      ?.focus();
  }

  #close(): void {
    this.isOpen = false;
    this.button.focus();
  }

  #onToggle(): void {
    if (this.isOpen) this.#close();
    else void this.#open('first');
  }

  #onButtonKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    void this.#open(event.key === 'ArrowDown' ? 'first' : 'last');
  }

  #onMenuKey(event: KeyboardEvent): void {
    const items = this.#items();
    const at = items.indexOf(event.target as HTMLElement);
    const next: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = next[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
    } else if (event.key === 'Tab') {
      this.isOpen = false;
    } else if (target !== undefined) {
      event.preventDefault();
      items.at(target % items.length)?.focus();
    }
  }

  #onFocusOut(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (to instanceof Node && !this.renderRoot.contains(to)) this.isOpen = false;
  }

  readonly #onOutside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.isOpen = false;
  };

  #onTheme(event: Event): void {
    const theme = THEMES.find((each) => each === (event.currentTarget as HTMLElement).dataset.theme);
    // It holds on this computer even when the account could not keep it.
    if (theme) void this.#store.value?.change({ theme }).catch(() => undefined);
  }

  #onAccount(): void {
    this.isOpen = false;
  }

  #onSignOut(): void {
    this.#close();
    this.dispatchEvent(new SignOutEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-account-menu': AccountMenu;
  }
}
