import { controls } from '@voiceassist/shared';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { element, fieldsOf } from './manifest.js';

interface Entry {
  readonly at: string;
  readonly name: string;
  readonly fields: string;
  readonly isPrevented: boolean;
}

/** More than anybody reads. */
const LIMIT = 200;

/**
 * The events of an element as they come, and a switch that prevents those which can be prevented.
 * @element playground-event-log
 */
export class EventLog extends LitElement {
  static override styles = [
    controls,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--va-2) var(--va-4);
        padding-block-end: var(--va-2);
      }
      .bar label {
        display: flex;
        align-items: center;
        gap: var(--va-2);
        min-block-size: 1.5rem;
        font-size: var(--va-text-sm);
      }
      .bar .btn {
        margin-inline-start: auto;
      }
      .log {
        max-block-size: 18rem;
        overflow: auto;
        border-block-start: 1.5px solid var(--va-text);
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 var(--va-3);
        padding-block: 0.375rem;
        border-block-end: var(--va-hair);
        font-size: var(--va-text-sm);
        line-height: var(--va-lh-sm);
      }
      li.none {
        display: block;
        padding-block: var(--va-3);
        color: var(--va-text-3);
      }
      time {
        color: var(--va-text-3);
      }
      code {
        font: inherit;
        font-weight: 600;
      }
      li span {
        grid-column: 2;
        color: var(--va-text-2);
        font-family: var(--va-font-mono);
        font-size: var(--va-text-xs);
        overflow-wrap: anywhere;
      }
      em {
        color: var(--va-warn);
        font-style: normal;
      }
    `,
  ];

  /** Whose events are shown. */
  @property({ attribute: false }) source: HTMLElement | undefined;
  @state() private entries: readonly Entry[] = [];
  readonly #prevented = new Set<string>();
  #listening = new AbortController();

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('source')) return;
    this.#listening.abort();
    this.#listening = new AbortController();
    for (const { name } of element.events) {
      this.source?.addEventListener(name, this.#onEvent, { signal: this.#listening.signal });
    }
  }

  protected override render(): TemplateResult {
    return html`
      <div class="bar">
        ${element.events
          .filter(({ cancelable }) => cancelable)
          .map(
            ({ name }) =>
              html`<label
                ><input type="checkbox" name=${name} @change=${this.#onPrevent} />Prevent
                <code>${name}</code></label
              >`,
          )}
        <button class="btn sm quiet" ?disabled=${!this.entries.length} @click=${this.#onClear}>Clear</button>
      </div>
      <div class="log" role="log" aria-label="Events" tabindex="0">
        <ol>
          ${
            this.entries.length
              ? this.entries.map(
                  ({ at, name, fields, isPrevented }) =>
                    html`<li>
                      <time>${at}</time><code>${name}</code>
                      ${fields || isPrevented ? html`<span>${fields} ${isPrevented ? html`<em>prevented</em>` : ''}</span>` : ''}
                    </li>`,
                )
              : html`<li class="none">What the element says comes here, the newest first.</li>`
          }
        </ol>
      </div>
    `;
  }

  readonly #onEvent = (event: Event): void => {
    if (this.#prevented.has(event.type)) event.preventDefault();
    const described = element.events.find(({ name }) => name === event.type);
    const values = (described ? fieldsOf(described) : []).map(
      (name) => [name, event[name as keyof Event]] as const,
    );
    const entry: Entry = {
      at: new Date().toLocaleTimeString('en-GB'),
      name: event.type,
      fields: values.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', '),
      isPrevented: event.defaultPrevented,
    };
    this.entries = [entry, ...this.entries].slice(0, LIMIT);
  };

  #onPrevent({ currentTarget }: Event): void {
    const { name, checked } = currentTarget as HTMLInputElement;
    if (checked) this.#prevented.add(name);
    else this.#prevented.delete(name);
  }

  #onClear(): void {
    this.entries = [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'playground-event-log': EventLog;
  }
}
