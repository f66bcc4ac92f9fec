import { LOCALES, controls, icon } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

export const NARROWEST = 320;
const WIDEST = 1600;
const COLOURS = ['auto', 'light', 'dark'];
const DIRECTIONS = { '': 'Automatic', ltr: 'Left to right', rtl: 'Right to left' };
const LANGUAGES = { ...LOCALES, 'en-XA': 'Accented (test)', 'ar-XB': 'Right to left (test)' };

/** What surrounds the element. */
export interface Surroundings {
  /** In pixels; 0 takes all there is. */
  readonly width: number;
  readonly colours: string;
  readonly direction: '' | 'ltr' | 'rtl';
  readonly locale: string;
}

/** The surroundings are to change. */
export class SurroundingsEvent extends Event {
  static readonly type = 'surroundings';
  constructor(readonly change: Partial<Surroundings>) {
    super(SurroundingsEvent.type);
  }
}

/**
 * What is around the element: how wide its frame is, in which colours, direction and language.
 * @element playground-stage-bar
 * @fires surroundings - One of them is to change.
 * @fires renew - The element is to be taken out and put in again.
 */
export class StageBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--va-2) var(--va-4);
        padding: var(--va-2) var(--va-5);
        border-block-end: var(--va-hair);
        background: var(--va-surface);
        font-size: var(--va-text-sm);
      }
      label,
      fieldset {
        display: flex;
        align-items: center;
        gap: var(--va-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      .width {
        flex: 1 1 11rem;
      }
      input[type='range'] {
        flex: 1;
        min-inline-size: 6rem;
        max-inline-size: 18rem;
        block-size: 1.5rem;
        accent-color: var(--va-accent);
      }
      output {
        min-inline-size: 3.5rem;
        font-variant-numeric: tabular-nums;
      }
      select.in {
        inline-size: auto;
        max-inline-size: 9rem;
        padding-inline-end: var(--va-6);
        text-overflow: ellipsis;
        min-block-size: 2rem;
      }
      fieldset {
        gap: 0;
      }
      fieldset label {
        position: relative;
        min-block-size: 2rem;
        padding-inline: var(--va-3);
        border: 1px solid var(--va-line-control);
        margin-inline-start: -1px;
        cursor: pointer;
      }
      fieldset label:first-of-type {
        border-start-start-radius: var(--va-radius);
        border-end-start-radius: var(--va-radius);
      }
      fieldset label:last-of-type {
        border-start-end-radius: var(--va-radius);
        border-end-end-radius: var(--va-radius);
      }
      fieldset label:has(:checked) {
        background: var(--va-accent-soft);
        color: var(--va-accent);
        font-weight: 600;
      }
      fieldset label:has(:focus-visible) {
        outline: 2px solid var(--va-focus);
        outline-offset: 2px;
        z-index: 1;
      }
      fieldset input {
        position: absolute;
        opacity: 0;
      }
      @media (forced-colors: active) {
        fieldset label:has(:checked) {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) surroundings!: Surroundings;

  protected override render(): TemplateResult {
    const { width, colours } = this.surroundings;
    return html`
      <label class="width"
        >Width
        <input
          type="range"
          name="width"
          min=${NARROWEST}
          max=${WIDEST}
          step="10"
          aria-valuetext=${width ? `${width} pixels` : 'all there is'}
          .value=${String(width || WIDEST)}
          @input=${this.#onInput}
        /><output>${width ? `${width} px` : 'full'}</output></label
      >
      <fieldset>
        <legend class="sr">Colours of the page</legend>
        ${COLOURS.map(
          (value) =>
            html`<label
              ><input
                type="radio"
                name="colours"
                value=${value}
                .checked=${value === colours}
                @change=${this.#onInput}
              />${value[0]?.toUpperCase()}${value.slice(1)}</label
            >`,
        )}
      </fieldset>
      ${this.#renderSelect('Direction', 'direction', DIRECTIONS)}
      ${this.#renderSelect('Language', 'locale', LANGUAGES)}
      <button class="btn sm icon" aria-label="Put in anew" title="Put in anew" @click=${this.#onRenew}>
        ${icon('retry', 's')}
      </button>
    `;
  }

  #renderSelect(
    label: string,
    name: 'direction' | 'locale',
    choices: Record<string, string>,
  ): TemplateResult {
    return html`<label
      >${label}<select class="in" name=${name} @change=${this.#onInput}>
        ${Object.entries(choices).map(
          ([value, words]) =>
            html`<option value=${value} ?selected=${value === this.surroundings[name]}>${words}</option>`,
        )}
      </select></label
    >`;
  }

  #onInput({ currentTarget }: Event): void {
    const { name, value } = currentTarget as HTMLInputElement | HTMLSelectElement;
    const width = Number(value) === WIDEST ? 0 : Number(value);
    this.dispatchEvent(new SurroundingsEvent(name === 'width' ? { width } : { [name]: value }));
  }

  #onRenew(): void {
    this.dispatchEvent(new Event('renew'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'playground-stage-bar': StageBar;
  }
  interface HTMLElementEventMap {
    surroundings: SurroundingsEvent;
  }
}
