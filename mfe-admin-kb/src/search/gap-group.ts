import { msg, str } from '@lit/localize';
import { controls, icon, plural } from '@voiceassist/shared';
import type { GapAnswer, GapGroup as Group } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatDay } from '../format.js';
import { views } from './views.css.js';

/** Something is to be done with questions that found nothing. */
export class GapRequestEvent extends Event {
  static readonly type = 'va-gap-request';

  constructor(
    readonly action: 'upload' | 'ask' | 'delete',
    readonly group: Group,
  ) {
    super(GapRequestEvent.type);
  }
}

/**
 * Questions alike that found nothing, and whether they are answered by now.
 *
 * @element va-gap-group
 * @fires va-gap-request - files for it, asked again, or deleted
 */
export class GapGroup extends LitElement {
  static override styles = [
    controls,
    views,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--va-2) var(--va-4);
      }
      p,
      li {
        color: var(--va-text-2);
        font-size: var(--va-text-sm);
      }
      .ask {
        color: var(--va-text);
        font-size: inherit;
      }
      details ul {
        margin: 0;
        padding-inline-start: var(--va-4);
      }
      summary {
        inline-size: fit-content;
        color: var(--va-accent);
        font-size: var(--va-text-sm);
        cursor: pointer;
      }
      .row {
        align-self: start;
      }
      .answer {
        grid-column: 1 / -1;
        max-inline-size: 44rem;
      }
      @media (max-width: 48rem) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) group!: Group;
  /** What asking again has shown. */
  @property({ attribute: false }) answers: GapAnswer[] = [];
  @property({ type: Boolean }) busy = false;

  protected override render(): TemplateResult {
    const { question, gaps, askedOn } = this.group;
    const day = formatDay(new Date(`${askedOn}T12:00:00`));
    const count = formatCount(gaps.length);
    return html`
      <div>
        <p class="ask" dir="auto">${question}</p>
        <p>
          ${plural(gaps.length, {
            one: msg(str`Asked once, ${day}`),
            other: msg(str`Asked ${count} times, last ${day}`),
          })}
        </p>
        ${gaps.length > 1 ? this.#renderOthers() : nothing}
      </div>
      <div class="row">
        <button type="button" class="btn sm" @click=${() => this.#request('upload')}>
          ${icon('upload')}${msg('Upload documents')}
        </button>
        <button type="button" class="btn sm" aria-disabled=${this.busy} @click=${() => this.#request('ask')}>
          ${icon('retry')}${this.busy ? msg('Asking again') : msg('Ask again')}
        </button>
        <button
          type="button"
          class="btn sm quiet icon"
          aria-label=${msg(str`Delete “${question}”`)}
          @click=${() => this.#request('delete')}
        >
          ${icon('delete')}
        </button>
      </div>
      <div class="answer" role="status">${this.#renderAnswer()}</div>
    `;
  }

  #renderOthers(): TemplateResult {
    const wordings = [...new Set(this.group.gaps.map(({ question }) => question))];
    return html`<details>
      <summary>${msg('All wordings')}</summary>
      <ul>
        ${wordings.map((wording) => html`<li dir="auto">${wording}</li>`)}
      </ul>
    </details>`;
  }

  #renderAnswer(): TemplateResult | typeof nothing {
    const { answers } = this;
    if (answers.length === 0) return nothing;
    const [answer] = answers.filter(({ isAnswered }) => isAnswered);
    if (!answer)
      return html`<span class="tag warn">${icon('warning')}${msg('Still no document answers it')}</span>`;
    const title = answer.title ?? '';
    return html`<span class="tag ok">${icon('check')}${msg(str`Answered now from “${title}”`)}</span>
      <p class="quote" dir="auto">${(answer.text ?? '').slice(0, 300)}</p>`;
  }

  #request(action: GapRequestEvent['action']): void {
    if (!this.busy) this.dispatchEvent(new GapRequestEvent(action, this.group));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-gap-group': GapGroup;
  }
}
