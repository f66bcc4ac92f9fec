import { msg } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { ColumnsChangeEvent } from '../events.js';
import { OPTIONAL_COLUMNS, type OptionalColumn } from './remembered-table.js';

const LABELS: Record<OptionalColumn, () => string> = {
  source_type: () => msg('Type'),
  chunk_count: () => msg('Passages'),
  size_bytes: () => msg('Size'),
  updated_at: () => msg('Updated'),
};

/**
 * The columns of the table that are shown.
 *
 * @element va-column-choice
 * @fires va-columns-change - a column is to be shown or left out
 */
export class ColumnChoice extends LitElement {
  static override styles = [
    controls,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: var(--va-2);
        border: 1px solid var(--va-line-strong);
        border-radius: var(--va-radius);
        background: var(--va-surface-raised);
        color: inherit;
        box-shadow: var(--va-shadow-pop);
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--va-3);
        min-block-size: var(--va-target);
        padding-inline: var(--va-2) var(--va-4);
        cursor: pointer;
      }
      input {
        inline-size: 1rem;
        block-size: 1rem;
        accent-color: var(--va-accent);
      }
    `,
  ];

  /** The columns that are left out. */
  @property({ attribute: false }) hiddenColumns: readonly OptionalColumn[] = [];

  @state() private open = false;
  @query('button') private button!: HTMLElement;
  @query('[popover]') private panel!: HTMLElement;

  protected override render(): TemplateResult {
    return html`<button type="button" class="btn" popovertarget="columns" aria-expanded=${this.open}>
        ${msg('Columns')}${icon('down', 's')}
      </button>
      <div
        id="columns"
        popover="auto"
        role="group"
        aria-label=${msg('Columns')}
        @beforetoggle=${this.#onBeforeToggle}
        @toggle=${this.#onToggle}
      >
        ${OPTIONAL_COLUMNS.map(
          (column) =>
            html`<label>
              <input
                type="checkbox"
                value=${column}
                .checked=${!this.hiddenColumns.includes(column)}
                @change=${this.#onChange}
              />
              ${LABELS[column]()}
            </label>`,
        )}
      </div>`;
  }

  #onBeforeToggle(event: ToggleEvent): void {
    if (event.newState !== 'open') return;
    const { left, right, bottom } = this.button.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const isNearEnd = left > clientWidth / 2;
    this.panel.style.left = isNearEnd ? 'auto' : `${left}px`;
    this.panel.style.right = isNearEnd ? `${clientWidth - right}px` : 'auto';
    this.panel.style.top = `${bottom + 4}px`;
  }

  #onToggle(event: ToggleEvent): void {
    this.open = event.newState === 'open';
    if (this.open) addEventListener('scroll', this.#close, { capture: true, passive: true, once: true });
  }

  #onChange(): void {
    // As they stand: two can be pressed before what was left out before has come back.
    const boxes = [...this.panel.querySelectorAll('input')];
    this.dispatchEvent(
      new ColumnsChangeEvent(
        OPTIONAL_COLUMNS.filter((column) => boxes.some((box) => box.value === column && !box.checked)),
      ),
    );
  }

  readonly #close = (): void => this.panel.hidePopover();
}

declare global {
  interface HTMLElementTagNameMap {
    'va-column-choice': ColumnChoice;
  }
}
