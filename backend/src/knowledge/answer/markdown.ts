/** Backslashes before whatever Markdown would read as more than a letter, so that the words stay as quoted. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*_{}[\]<>#+!|~&$^=]/g, '\\$&')
      // At the beginning of a line a dash or a number with a full stop would make a list.
      .replace(/^(\s*)-/, '$1\\-')
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
      // What looks like an address would become a link.
      .replace(/(https?|ftp|mailto|xmpp):/gi, '$1\\:')
      .replace(/www\./gi, 'www\\.')
      .replace(/@/g, '\\@')
  );
}

/** Cuts Markdown into deltas of about six words; never inside a word. */
export function* deltas(markdown: string): Generator<string> {
  const pieces = markdown.match(/\s*\S+|\s+$/g) ?? [];
  for (let at = 0; at < pieces.length; at += 6) yield pieces.slice(at, at + 6).join('');
}
