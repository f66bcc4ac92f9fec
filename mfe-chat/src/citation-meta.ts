import { msg, str } from '@lit/localize';
import type { Citation, Passage } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';
import { formatLongDay } from './format.js';
import { sourceTypeName } from './vocabulary.js';

/** What document a quote is from, where it stands in it, and how old that is; a fact that nobody gave is left out. */
export function renderMeta(citation: Citation, passage: Passage | undefined): TemplateResult | '' {
  const facts = [
    { term: msg('Document'), words: documentWords(citation, passage) },
    { term: msg('Section'), words: sectionWords(citation, passage) },
    { term: msg('Updated'), words: formatLongDay(passage?.updatedAt ?? citation.updatedAt ?? '') },
  ].filter(({ words }) => words !== '');
  if (!facts.length) return '';
  return html`<dl class="meta">
    ${facts.map(
      ({ term, words }) =>
        html`<dt>${term}</dt>
          <dd dir="auto">${words}</dd>`,
    )}
  </dl>`;
}

function documentWords(citation: Citation, passage: Passage | undefined): string {
  const name = sourceTypeName(passage?.sourceType || citation.sourceType || '');
  const version = citation.version ?? passage?.version;
  if (!version) return name;
  return name ? msg(str`${name}, version ${version}`) : msg(str`Version ${version}`);
}

function sectionWords(citation: Citation, passage: Passage | undefined): string {
  const path = passage?.headingPath.filter((heading) => heading !== passage.title) ?? [];
  return path.join(' › ') || (citation.section ?? '');
}
