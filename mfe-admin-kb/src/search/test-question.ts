import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { TestQuestion as Question, TestRun } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { MenuSelectEvent } from '../events.js';
import { formatCount, formatList, isolated } from '../format.js';

/** Something is to be done with a test question. */
export class TestQuestionRequestEvent extends Event {
  static readonly type = 'va-test-question-request';

  constructor(readonly action: 'change' | 'delete') {
    super(TestQuestionRequestEvent.type);
  }
}

/**
 * One test question, the documents that it is to find, and what the latest run found.
 *
 * @element va-test-question
 * @fires va-test-question-request - it is to be changed or deleted
 */
export class TestQuestion extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 13rem auto;
        gap: var(--va-1) var(--va-4);
        align-items: start;
      }
      b {
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      p {
        color: var(--va-text-2);
        font-size: var(--va-text-sm);
        overflow-wrap: anywhere;
      }
      .gone {
        color: var(--va-warn);
      }
      @media (max-width: 48rem) {
        :host {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .found {
          grid-row: 2;
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  @property({ attribute: false }) question!: Question;
  @property({ attribute: false }) result: TestRun['results'][number] | undefined;

  protected override render(): TemplateResult {
    const { question, documents } = this.question;
    const titles = documents.flatMap(({ title }) => (title ? [isolated(title)] : []));
    return html`
      <div>
        <b dir="auto">${question}</b>
        <p dir="auto">${formatList(titles)}</p>
        ${
          titles.length < documents.length
            ? html`<p class="gone">${msg('A document that is expected was deleted.')}</p>`
            : nothing
        }
      </div>
      <div class="found">${this.#renderFound()}</div>
      <va-row-menu
        @va-menu-select=${this.#onMenu}
        .label=${msg(str`More actions for ${isolated(question)}`)}
        .items=${[
          { name: 'change', label: msg('Change') },
          { name: 'delete', label: msg('Delete') },
        ]}
      ></va-row-menu>
    `;
  }

  #onMenu({ item }: MenuSelectEvent): void {
    this.dispatchEvent(new TestQuestionRequestEvent(item === 'delete' ? 'delete' : 'change'));
  }

  #renderFound(): TemplateResult {
    const { result } = this;
    if (!result) return html`<span class="tag idle">${icon('clock')}${msg('Not run yet')}</span>`;
    const place = formatCount(result.rank ?? 0);
    const where = result.rank ? msg(str`Found at place ${place}`) : msg('Not found');
    const isGood = result.recall === 1;
    return html`<span class="tag ${isGood ? 'ok' : 'bad'}">${icon(isGood ? 'check' : 'error')}${where}</span>
      ${result.isAnswered ? nothing : html`<p>${msg('Would be refused')}</p>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-test-question': TestQuestion;
  }
}
