import { msg, str } from '@lit/localize';
import { controls, icon } from '@voiceassist/shared';
import type { SearchExplanation } from '@voiceassist/shared/schemas';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatList, formatShare, isolated } from '../format.js';

/**
 * Whether a question would be answered, and what is missing of it.
 *
 * @element va-search-verdict
 */
export class SearchVerdict extends LitElement {
  static override styles = [
    controls,
    css`
      section {
        padding: var(--va-4) var(--va-5);
        border: var(--va-hair);
        border-inline-start: 3px solid var(--va-ok);
        background: var(--va-bg);
      }
      section.refused {
        border-inline-start-color: var(--va-warn);
      }
      h2 {
        display: flex;
        gap: var(--va-2);
        align-items: center;
        font-size: var(--va-text-md);
        font-weight: 600;
      }
      p {
        max-inline-size: 44rem;
        margin-block-start: var(--va-1);
        color: var(--va-text-2);
        text-wrap: pretty;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--va-1) var(--va-2);
        margin: var(--va-3) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: inline-flex;
        gap: var(--va-2);
        align-items: baseline;
        padding: 0.125rem var(--va-2);
        border: 1px solid var(--va-line);
        border-radius: var(--va-radius-s);
        background: var(--va-surface);
        font-size: var(--va-text-sm);
      }
      li small {
        color: var(--va-text-2);
        font-size: var(--va-text-xs);
      }
      li.lost {
        border-style: dashed;
        border-color: var(--va-warn);
      }
    `,
  ];

  @property({ attribute: false }) result!: SearchExplanation;

  protected override render(): TemplateResult {
    const { isAnswered, terms } = this.result;
    return html`<section class=${isAnswered ? '' : 'refused'} aria-labelledby="verdict">
      <h2 id="verdict">
        ${
          isAnswered
            ? html`<span class="tag ok">${icon('check')}</span>${msg('This question would be answered')}`
            : html`<span class="tag warn">${icon('warning')}</span>${msg('This question would be refused')}`
        }
      </h2>
      ${this.result.passages.length ? html`<p>${this.#reason}</p>` : nothing}
      ${this.#lost ? html`<p>${this.#lost}</p>` : nothing}
      <ul aria-label=${msg('Words of the question')}>
        ${terms.map(
          (term) =>
            html`<li class=${term.isFound ? '' : 'lost'}>
              <span dir="auto">${term.word}</span><small>${stateOf(term)}</small>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  get #reason(): string {
    const { isAnswered, confidence, leastConfidence, hasVectors } = this.result;
    const sure = formatShare(confidence);
    const least = formatShare(leastConfidence);
    const reason = isAnswered
      ? msg(str`The best passages answer it with a confidence of ${sure}; ${least} is needed.`)
      : msg(str`The best passages answer it with a confidence of ${sure} only; ${least} is needed.`);
    return hasVectors ? `${reason} ${msg('Words and vectors were searched together.')}` : reason;
  }

  get #lost(): string {
    const asked = this.result.terms.filter(({ isEveryday }) => !isEveryday);
    const unknown = asked.filter(({ isKnown }) => !isKnown).map(({ word }) => isolated(word));
    const elsewhere = asked.filter(({ isKnown, isFound }) => isKnown && !isFound);
    const sentences: string[] = [];
    if (unknown.length > 0) {
      const words = formatList(unknown);
      sentences.push(msg(str`No document has: ${words}.`));
    }
    if (elsewhere.length > 0) {
      const words = formatList(elsewhere.map(({ word }) => isolated(word)));
      sentences.push(msg(str`Other documents have, but none of these passages: ${words}.`));
    }
    return sentences.join(' ');
  }
}

function stateOf({ isKnown, isFound, isEveryday, rarity }: SearchExplanation['terms'][number]): string {
  if (!isKnown) return msg('in no document');
  if (!isFound) return msg('not in these passages');
  if (isEveryday) return msg('everyday word');
  return rarity > 0.7 ? msg('rare') : rarity > 0.4 ? msg('less common') : msg('common');
}

declare global {
  interface HTMLElementTagNameMap {
    'va-search-verdict': SearchVerdict;
  }
}
