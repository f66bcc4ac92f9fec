import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { UserMenuEvent } from './events.js';
import { placeMenu } from './place-menu.js';
import type { MenuItem } from './user-action.js';
import { userMenu } from './user-menu.css.js';

/**
 * The button of a row that opens the menu of its actions, in the top layer so that no scrolling table cuts it off.
 *
 * @element va-user-menu
 * @fires va-user-menu-select - an item was chosen
 */
export class UserMenu extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override styles = [controls, userMenu];

  /** The name of the button. */
  @property() label = '';
  /** What can be chosen; the last one is set apart, since it cannot be taken back. */
  @property({ attribute: false }) items: readonly MenuItem[] = [];

  @state() private open = false;
  @query('[aria-haspopup]') private button!: HTMLElement;
  @query('[role="menu"]') private menu!: HTMLElement;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#onScroll, true);
  }

  protected override render(): TemplateResult {
    return html`
      <button
        type="button"
        class="btn sm quiet icon"
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        popovertarget="menu"
        @keydown=${this.#onButtonKey}
      >
        ${icon('more')}
      </button>
      <div
        id="menu"
        role="menu"
        aria-label=${this.label}
        popover="auto"
        @beforetoggle=${this.#onBeforeToggle}
        @toggle=${this.#onToggle}
        @keydown=${this.#onMenuKey}
      >
        ${this.items.map((item, at) => this.#renderItem(item, at === this.items.length - 1))}
      </div>
    `;
  }

  #renderItem({ key, label, refusal }: MenuItem, isLast: boolean): TemplateResult {
    return html`${isLast ? html`<div role="separator"></div>` : nothing}<button
        type="button"
        role="menuitem"
        tabindex="-1"
        class=${isLast ? 'danger' : nothing}
        value=${key}
        aria-labelledby=${key}
        aria-disabled=${refusal ? 'true' : nothing}
        aria-describedby=${refusal ? `${key}-refusal` : nothing}
        @click=${this.#onSelect}
      >
        <span id=${key}>${label}</span>
        ${refusal ? html`<small id="${key}-refusal">${refusal}</small>` : nothing}
      </button>`;
  }

  get #entries(): HTMLElement[] {
    return Array.from(this.menu.querySelectorAll<HTMLElement>('[role="menuitem"]'));
  }

  #onBeforeToggle(event: ToggleEvent): void {
    if (event.newState === 'open') this.menu.style.visibility = 'hidden';
  }

  #onToggle(event: ToggleEvent): void {
    this.open = event.newState === 'open';
    if (!this.open) {
      removeEventListener('scroll', this.#onScroll, true);
      return;
    }
    placeMenu(this.menu, this.button);
    this.menu.style.visibility = 'visible';
    addEventListener('scroll', this.#onScroll, { capture: true, passive: true });
    this.#entries[0]?.focus();
  }

  #onButtonKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.menu.showPopover();
  }

  #onMenuKey(event: KeyboardEvent): void {
    const entries = this.#entries;
    const at = entries.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      entries.at(to % entries.length)?.focus();
    }
    if (event.key === 'Escape') event.preventDefault();
    if (event.key === 'Escape' || event.key === 'Tab') this.#leave();
  }

  #onSelect(event: Event): void {
    const { value, ariaDisabled } = event.currentTarget as HTMLButtonElement;
    if (ariaDisabled === 'true') return;
    this.#leave();
    this.dispatchEvent(new UserMenuEvent(value));
  }

  /** Closes the menu with the focus on its button, from where Tab goes on. */
  #leave(): void {
    this.menu.hidePopover();
    this.button.focus();
  }

  readonly #onScroll = (event: Event): void => {
    if (event.target !== this.menu) this.menu.hidePopover();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'va-user-menu': UserMenu;
  }
}
