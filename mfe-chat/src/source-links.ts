import type { Citation } from '@voiceassist/shared/schemas';

/** Marks the links in the text of an answer that lead to one of its sources: only the others ask before they open. */
export function markSources(prose: Element, citations: readonly Citation[]): void {
  const links = prose.querySelectorAll<HTMLAnchorElement>('a[href]');
  if (!links.length) return;
  const sources = new Set(citations.flatMap(({ sourceUrl }) => addressOf(sourceUrl)));
  for (const link of links) link.classList.toggle('source', sources.has(link.href));
}

function addressOf(url: string | null | undefined): string[] {
  return url && URL.canParse(url) ? [new URL(url).href] : [];
}
