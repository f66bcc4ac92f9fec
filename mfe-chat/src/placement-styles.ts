import type { CSSResult, LitElement } from 'lit';

/** Adds the style of what comes late to an element that is shown already. */
export function addStyles({ renderRoot }: LitElement, { styleSheet }: CSSResult): void {
  if (!(renderRoot instanceof ShadowRoot) || !styleSheet) return;
  if (!renderRoot.adoptedStyleSheets.includes(styleSheet)) renderRoot.adoptedStyleSheets.push(styleSheet);
}
