import { msg, str } from '@lit/localize';
import { icon, plural } from '@voiceassist/shared';
import type { Citation } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { isWebAddress, placeOf } from './citations-used.js';
import type { ConversationMessage } from './conversation.js';
import { formatCount } from './format.js';
import { noneOf } from './status-texts.js';
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

/** The sources that the text mentions, in order of appearance, and those that were found and not used. */
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
                ${used.map((citation, at) => renderReference(citation, at + 1, open))}
              </ol>`
          : ''
      }
      ${unused.length ? renderUnused(unused, open) : ''}
    </section>
  `;
}

function renderReference(citation: Citation, shown: number, open: number | undefined): TemplateResult {
  const { number } = citation;
  return html`<li>
    <button
      class="cite"
      part="citation"
      aria-label=${msg(str`Source ${shown}`)}
      aria-expanded=${open === number}
      data-number=${number}
    >
      ${shown}
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

function moreSources(unused: number): string {
  return plural(unused, {
    one: msg('More sources: 1 found, not used in this answer'),
    other: msg(str`More sources: ${formatCount(unused)} found, not used in this answer`),
  });
}
