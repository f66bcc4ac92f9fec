const TITLE_LENGTH = 80;

/** A conversation's first title: its first question, cut at a word. */
export function titleFrom(question: string): string {
  const words = question.replace(/\s+/g, ' ').trim();
  if (words.length <= TITLE_LENGTH) return words || 'Untitled';
  const cut = words.slice(0, TITLE_LENGTH - 1);
  const end = cut.lastIndexOf(' ');
  const kept = end > TITLE_LENGTH / 2 ? cut.slice(0, end) : cut.replace(/\p{Surrogate}$/u, '');
  return `${kept}…`;
}
