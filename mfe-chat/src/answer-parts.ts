import { icon } from '@voiceassist/shared';
import type { Citation } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { placeOf } from './citations-used.js';
import type { ConversationMessage } from './conversation.js';

/** An honest result: how many documents were searched, that silence is not safety, and what came closest. */
export function renderNotFound({ searched, nearest = [] }: ConversationMessage): TemplateResult {
  const documents = searched === undefined ? 'documents' : `${searched.toLocaleString()} documents`;
  const closest = nearest.map(
    ({ title, sourceType }) => html`<li><span>${title}</span><small>${sourceType}</small></li>`,
  );
  return html`
    <section class="none">
      <h3>${icon('notFound')}None of the ${documents} answers this</h3>
      <p>
        So nothing was written. That is not evidence of safety: ask medicines information, or ask again in
        other words.
      </p>
      ${
        closest.length
          ? html`<h4>Closest documents</h4>
              <ul>
                ${closest}
              </ul>`
          : ''
      }
    </section>
  `;
}

/** The sources that the text mentions, under its own numbers, and those that were found and not used. */
export function renderReferences(
  used: readonly Citation[],
  unused: readonly Citation[],
  open: number | undefined,
): TemplateResult {
  return html`
    <section class="refs" aria-label="References">
      ${
        used.length
          ? html`<h3>References</h3>
              <ol>
                ${used.map((citation) => renderReference(citation, open))}
              </ol>`
          : ''
      }
      ${unused.length ? renderUnused(unused) : ''}
    </section>
  `;
}

function renderReference(citation: Citation, open: number | undefined): TemplateResult {
  const { number, title } = citation;
  return html`<li>
    <button class="cite" aria-label="Source ${number}" aria-expanded=${open === number} data-number=${number}>
      ${number}
    </button>
    <span><span class="title">${title}</span><br />${placeOf(citation)}</span>
  </li>`;
}

function renderUnused(unused: readonly Citation[]): TemplateResult {
  return html`<details>
    <summary>${icon('forward', 's')}More sources: ${unused.length} found, not used in this answer</summary>
    <ul>
      ${unused.map(
        (citation) =>
          html`<li>
            <span><span class="title">${citation.title}</span>, ${placeOf(citation)}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}
