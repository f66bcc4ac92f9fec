import { html, type TemplateResult } from 'lit';

/** A piece of a text that stands out. */
interface Mark {
  start: number;
  end: number;
}

/** A text with the places that were looked for as marks. */
export function markedText(text: string, marks: readonly Mark[]): TemplateResult {
  const parts: (TemplateResult | string)[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(text.slice(at));
  return html`${parts}`;
}
