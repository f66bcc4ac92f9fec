import type { Citation, Passage } from '@voiceassist/shared/schemas';
import { html, type TemplateResult } from 'lit';

/** What document a quote is from, where it stands in it, and how old that is; a fact that nobody gave is left out. */
export function renderMeta(citation: Citation, passage: Passage | undefined): TemplateResult | '' {
  const facts = [
    { term: 'Document', words: documentWords(citation, passage) },
    { term: 'Section', words: sectionWords(citation, passage) },
    { term: 'Updated', words: dateWords(passage?.updatedAt ?? citation.updatedAt) },
  ].filter(({ words }) => words !== '');
  if (!facts.length) return '';
  return html`<dl class="meta">
    ${facts.map(
      ({ term, words }) =>
        html`<dt>${term}</dt>
          <dd>${words}</dd>`,
    )}
  </dl>`;
}

function documentWords(citation: Citation, passage: Passage | undefined): string {
  const kind = passage?.sourceType || citation.sourceType || '';
  const version = citation.version ?? passage?.version;
  const name = kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ');
  if (!version) return name;
  return name ? `${name}, version ${version}` : `Version ${version}`;
}

function sectionWords(citation: Citation, passage: Passage | undefined): string {
  const path = passage?.headingPath.filter((heading) => heading !== passage.title) ?? [];
  return path.join(' › ') || (citation.section ?? '');
}

function dateWords(updatedAt: string | null | undefined): string {
  const date = new Date(updatedAt ?? '');
  return Number.isNaN(date.getTime())
    ? ''
    : new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(date);
}
