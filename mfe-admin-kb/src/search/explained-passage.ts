import { msg, str } from '@lit/localize';
import { controls } from '@voiceassist/shared';
import type {
  ExplainedPassage as Passage,
  SearchExplanation,
  SearchField,
} from '@voiceassist/shared/schemas';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatList, formatShare, formatTwo } from '../format.js';
import { explainedPassage } from './explained-passage.css.js';
import { markedText } from './marked-text.js';

/**
 * A passage that was found: its place, its words with those of the question marked, and how its score came about.
 *
 * @element va-explained-passage
 */
export class ExplainedPassage extends LitElement {
  static override styles = [controls, explainedPassage];

  @property({ attribute: false }) passage!: Passage;
  /** The search that found it. */
  @property({ attribute: false }) result!: SearchExplanation;

  protected override render(): TemplateResult {
    const { rank, title, titleMarks, text, textMarks, score, confidence } = this.passage;
    const place = formatCount(rank);
    const sure = formatShare(confidence);
    return html`
      <article aria-label=${msg(str`Passage ${place}`)}>
        <span class="rank num" aria-hidden="true">${place}</span>
        <div>
          <h3 dir="auto">${markedText(title, titleMarks)}</h3>
          ${this.#renderPath()}
          <p class="text" dir="auto">${markedText(text, textMarks)}</p>
          <p class="facts num">
            <span>${msg(str`Score ${formatTwo(score)}`)}</span>
            <span>${msg(str`Confidence ${sure}`)}</span>
          </p>
          <details>
            <summary>${msg('Why it stands here')}</summary>
            ${this.#renderFactors()}${this.#renderTerms()}
          </details>
        </div>
      </article>
    `;
  }

  #renderPath(): TemplateResult | typeof nothing {
    const { headingPath, headingMarks } = this.passage;
    if (headingPath.length === 0) return nothing;
    return html`<p class="path" dir="auto">
      ${headingPath.map((heading, at) => html`${at > 0 ? ' › ' : ''}${markedText(heading, headingMarks[at] ?? [])}`)}
    </p>`;
  }

  #renderFactors(): TemplateResult {
    const { factors, score } = this.passage;
    if (!factors) {
      return html`<p>
        ${msg('Its place among the passages by words and its place by vectors, fused by reciprocal rank.')}
      </p>`;
    }
    const row = (name: string, factor: number, isFirst = false) =>
      html`<div>
        <dt>${name}</dt>
        <dd class="num">${isFirst ? '' : '× '}${formatTwo(factor)}</dd>
      </div>`;
    return html`<dl>
      ${row(msg('Words that match (BM25)'), factors.words, true)}
      ${row(msg('Stands under a heading that the question asks for'), factors.headings)}
      ${row(msg('Share of the title that was asked for'), factors.title)}
      ${row(msg('Share of the question that it covers'), factors.coverage)}
      <div class="sum">
        <dt>${msg('Score')}</dt>
        <dd class="num">${formatTwo(score)}</dd>
      </div>
    </dl>`;
  }

  #renderTerms(): TemplateResult {
    const { fieldWeights } = this.result;
    return html`
      <ul aria-label=${msg('Words that match')}>
        ${this.passage.fields.map(
          ({ term, fields }) =>
            html`<li>
              <b dir="auto">${term}</b>
              ${formatList(
                fields.map((field) => {
                  const name = nameOf(field);
                  const weight = formatTwo(fieldWeights[field] ?? 1);
                  return msg(str`${name} (× ${weight})`);
                }),
              )}
            </li>`,
        )}
      </ul>
    `;
  }
}

function nameOf(field: SearchField): string {
  switch (field) {
    case 'title':
      return msg('title');
    case 'headings':
      return msg('headings');
    case 'text':
      return msg('text');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'va-explained-passage': ExplainedPassage;
  }
}
