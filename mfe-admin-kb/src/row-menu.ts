import { controls, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { MenuSelectEvent } from './events.js';
import { rowMenu } from './row-menu.css.js';

const GAP = 4;

/** An action that a menu offers. */
export interface MenuItem {
  /** What the event says when it is chosen. */
  name: string;
  /** What the person reads. */
  label: string;
}

/**
 * A button that opens a menu of actions, in the top layer so that no scrolling table cuts it off.
 *
 * @element va-row-menu
 * @fires va-menu-select - an item was chosen
 */
export class RowMenu extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override styles = [controls, rowMenu];

  /** The name of the button. */
  @property() label = '';
  /** The actions, in the order to show. */
  @property({ attribute: false }) items: readonly MenuItem[] = [];

  @state() private open = false;
  @query('[aria-haspopup]') private button!: HTMLElement;
  @query('[role="menu"]') private menu!: HTMLElement;

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
        ${this.items.map(
          ({ name, label }) =>
            html`<button type="button" role="menuitem" tabindex="-1" @click=${this.#onSelect} value=${name}>
              ${label}
            </button>`,
        )}
      </div>
    `;
  }

  get #entries(): HTMLElement[] {
    return Array.from(this.menu.querySelectorAll<HTMLElement>('[role="menuitem"]'));
  }

  #onBeforeToggle(event: ToggleEvent): void {
    if (event.newState !== 'open') return;
    const button = this.getBoundingClientRect();
    const { style } = this.menu;
    const page = document.documentElement;
    const rightToLeft = getComputedStyle(this).direction === 'rtl';
    style.left = rightToLeft ? `${button.left}px` : 'auto';
    style.right = rightToLeft ? 'auto' : `${page.clientWidth - button.right}px`;
    const below = button.bottom < innerHeight - this.items.length * 48 - 16;
    style.top = below ? `${button.bottom + GAP}px` : 'auto';
    style.bottom = below ? 'auto' : `${innerHeight - button.top + GAP}px`;
  }

  #onToggle(event: ToggleEvent): void {
    this.open = event.newState === 'open';
    if (!this.open) {
      removeEventListener('scroll', this.#close, true);
      return;
    }
    addEventListener('scroll', this.#close, { capture: true, passive: true });
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
    this.#leave();
    this.dispatchEvent(new MenuSelectEvent((event.currentTarget as HTMLButtonElement).value));
  }

  /** Closes the menu with the focus on its button, from where Tab goes on. */
  #leave(): void {
    this.menu.hidePopover();
    this.button.focus();
  }

  readonly #close = (): void => this.menu.hidePopover();
}

declare global {
  interface HTMLElementTagNameMap {
    'va-row-menu': RowMenu;
  }
}
