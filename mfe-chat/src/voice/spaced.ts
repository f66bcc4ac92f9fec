/** Words with a space to either side where they meet other words. */
export function spaced(before: string, words: string, after: string): string {
  const text = words.trim();
  const start = before && !/\s$/.test(before) ? ' ' : '';
  const end = after && !/^[\s.,;:!?)]/.test(after) ? ' ' : '';
  return text && `${start}${text}${end}`;
}
