import { html, type TemplateResult } from 'lit';

/** A description of the manifest: what stands between backticks is code. */
export const prose = (text: string): (string | TemplateResult)[] =>
  text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));
