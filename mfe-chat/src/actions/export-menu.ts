import { msg } from '@lit/localize';
import { controls, describeError, icon } from '@voiceassist/shared';
import { LitElement, html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { onMove, placeBeside } from '../beside.js';
import { ExportEvent, type ExportKind } from './action-events.js';
import { quietButton } from './answer-actions.css.js';
import { exportMenuStyles } from './export-menu.css.js';

/**
 * A button that opens a menu of what the conversation can be taken away as.
 * @element va-export-menu
 * @fires va-export - One of them was chosen.
 */
export class ExportMenu extends LitElement {
  static override styles = [controls, quietButton, exportMenuStyles];

  @state() private isOpen = false;
  @state() private failure: unknown;

  @query('[aria-haspopup]') private readonly button!: HTMLElement;
  @query('[role="menu"]') private readonly menu!: HTMLElement;

  #opened: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#opened?.abort();
  }

  protected override render(): TemplateResult {
    return html`
      <button
        class="btn sm quiet"
        aria-label=${msg('Export conversation')}
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        popovertarget="menu"
        @keydown=${this.#onButtonKey}
      >
        ${icon('export')}${msg('Export')}
      </button>
      <div
        id="menu"
        role="menu"
        aria-label=${msg('Export conversation')}
        popover="auto"
        @toggle=${this.#onToggle}
        @keydown=${this.#onMenuKey}
      >
        ${this.#renderItem('markdown', msg('Markdown file'))} ${this.#renderItem('json', msg('JSON file'))}
        ${this.#renderItem('print', msg('Print'))}
      </div>
      ${this.failure === undefined ? '' : html`<p class="failed" role="alert">${this.#failureWords()}</p>`}
    `;
  }

  #renderItem(kind: ExportKind, label: string): TemplateResult {
    return html`<button role="menuitem" tabindex="-1" value=${kind} @click=${this.#onSelect}>
      ${label}
    </button>`;
  }

  get #items(): HTMLElement[] {
    return [...this.menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  #failureWords(): string {
    return [msg('Not exported; nothing was lost.'), describeError(this.failure).title].join(' ');
  }

  #onToggle(event: ToggleEvent): void {
    this.isOpen = event.newState === 'open';
    this.#opened?.abort();
    if (!this.isOpen) return;
    this.#opened = new AbortController();
    placeBeside(this.menu, this.button);
    onMove(this, () => this.menu.hidePopover(), this.#opened.signal);
    this.#items[0]?.focus({ preventScroll: true });
  }

  #onButtonKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.menu.showPopover();
  }

  #onMenuKey(event: KeyboardEvent): void {
    const items = this.#items;
    const at = items.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      // It closes the menu alone: an answer that is being written goes on.
      event.stopPropagation();
    }
    if (event.key === 'Escape' || event.key === 'Tab') this.#leave();
  }

  async #onSelect(event: Event): Promise<void> {
    const request = new ExportEvent((event.currentTarget as HTMLButtonElement).value as ExportKind);
    this.#leave();
    this.failure = undefined;
    this.dispatchEvent(request);
    await request.done.catch((error: unknown) => (this.failure = error));
  }

  /** Closes the menu with the focus on its button, from where Tab goes on. */
  #leave(): void {
    this.menu.hidePopover();
    this.button.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-export-menu': ExportMenu;
  }
}
