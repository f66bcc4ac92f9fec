import type { Citation } from '@voiceassist/shared/schemas';
import { html, render } from 'lit';
import { onMove, placeBeside } from './beside.js';
import { citationPreviewStyles } from './citation-preview.css.js';
import { placeOf } from './citations-used.js';

/** Enough to recognise the words, and not too much to listen to. */
const FIRST_CHARACTERS = 120;

const ID = 'preview';

/**
 * Shows at a citation what its source is and how its words begin, in the top layer, where nothing cuts it off. It takes
 * no focus; `onEnd` is called when Escape is pressed or the citation scrolls out of sight. Gives what closes it.
 */
export function showPreview(cite: HTMLElement, citation: Citation, onEnd: () => void): () => void {
  const root = cite.getRootNode() as ShadowRoot;
  const box = document.createElement('div');
  const shown = new AbortController();
  const { signal } = shown;
  Object.assign(box, { className: 'preview', id: ID, role: 'tooltip', popover: 'manual' });
  render(
    html`
      <p class="title" dir="auto">${citation.title}</p>
      <p class="place">${placeOf(citation).map((fact, at) => html`${at ? ', ' : ''}<bdi>${fact}</bdi>`)}</p>
      <p class="words" dir="auto">${firstWords(citation.quote)}</p>
    `,
    box,
  );
  adopt(root);
  root.append(box);
  cite.setAttribute('aria-describedby', ID);
  box.showPopover();
  placeBeside(box, cite);
  onMove(cite, () => placeBeside(box, cite), signal);

  const sight = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) onEnd();
  });
  sight.observe(cite);

  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Under the keyboard Escape is for the preview; under a resting pointer it also does what it was pressed for.
    if (event.composedPath().includes(cite)) {
      event.preventDefault();
      event.stopPropagation();
    }
    onEnd();
  };
  window.addEventListener('keydown', onKeydown, { capture: true, signal });

  return () => {
    shown.abort();
    sight.disconnect();
    box.remove();
    cite.removeAttribute('aria-describedby');
  };
}

/** The beginning of a quote, cut between words. */
function firstWords(quote: string): string {
  const words = quote.replace(/\s+/g, ' ').trim();
  if (words.length <= FIRST_CHARACTERS) return words;
  const cut = words.slice(0, FIRST_CHARACTERS + 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), FIRST_CHARACTERS / 2))} …`;
}

function adopt(root: ShadowRoot): void {
  const { styleSheet } = citationPreviewStyles;
  if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
}
