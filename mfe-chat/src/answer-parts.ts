import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import type { Citation } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { isWebAddress, placeOf } from './citations-used.js';
import type { ConversationMessage } from './conversation.js';
import { formatCount } from './format.js';
import { sourceTypeName } from './vocabulary.js';

/** An honest result: how many documents were searched, that silence is not safety, and what came closest. */
export function renderNotFound({ searched, nearest = [] }: ConversationMessage): TemplateResult {
  const closest = nearest.map(
    ({ title, sourceType }) =>
      html`<li><span dir="auto">${title}</span><small>${sourceTypeName(sourceType ?? '')}</small></li>`,
  );
  return html`
    <section class="none">
      <h3>${icon('notFound')}${noneOf(searched)}</h3>
      <p>
        ${msg('So nothing was written. That is not evidence of safety: ask medicines information, or ask again in other words.')}
      </p>
      ${
        closest.length
          ? html`<h4>${msg('Closest documents')}</h4>
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
    <section class="refs" part="references" aria-label=${msg('References')}>
      ${
        used.length
          ? html`<h3>${msg('References')}</h3>
              <ol>
                ${used.map((citation) => renderReference(citation, open))}
              </ol>`
          : ''
      }
      ${unused.length ? renderUnused(unused, open) : ''}
    </section>
  `;
}

function renderReference(citation: Citation, open: number | undefined): TemplateResult {
  const { number } = citation;
  return html`<li>
    <button
      class="cite"
      part="citation"
      aria-label=${msg(str`Source ${number}`)}
      aria-expanded=${open === number}
      data-number=${number}
    >
      ${number}
    </button>
    <span>${renderTitle(citation)}<br />${renderPlace(citation)}</span>
  </li>`;
}

/** A source that has an address is opened directly. */
function renderTitle({ title, sourceUrl }: Citation): TemplateResult {
  const words = html`<bdi class="title">${title}</bdi>`;
  return isWebAddress(sourceUrl)
    ? html`<a class="source" href=${sourceUrl} target="_blank" rel="noopener noreferrer">${words}</a>`
    : words;
}

/** Each fact runs in the direction of its own words. */
function renderPlace(citation: Citation): TemplateResult[] {
  return placeOf(citation).map((fact, at) => html`${at ? ', ' : ''}<bdi>${fact}</bdi>`);
}

function renderUnused(unused: readonly Citation[], open: number | undefined): TemplateResult {
  return html`<details>
    <summary>${icon('forward', 's')}${moreSources(unused.length)}</summary>
    <ul>
      ${unused.map(
        (citation) =>
          html`<li>
            <span>
              <button
                class="open-source"
                aria-expanded=${citation.number === open}
                data-number=${citation.number}
              >
                <bdi class="title">${citation.title}</bdi></button
              >, ${renderPlace(citation)}
            </span>
          </li>`,
      )}
    </ul>
  </details>`;
}

/** That none of the documents that were searched answers the question. */
export function noneOf(searched: number | undefined): string {
  if (searched === undefined) return msg('None of the documents answers this');
  const count = formatCount(searched);
  return plural(searched, {
    one: msg('The only document does not answer this'),
    other: msg(str`None of the ${count} documents answers this`),
  });
}

function moreSources(unused: number): string {
  return plural(unused, {
    one: msg('More sources: 1 found, not used in this answer'),
    other: msg(str`More sources: ${formatCount(unused)} found, not used in this answer`),
  });
}
