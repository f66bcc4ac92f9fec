import { updateWhenLocaleChanges } from '@lit/localize';
import { ReactiveElement } from 'lit';

/**
 * Registers an element, unless another bundle on the page has already taken the tag. A Lit element is rendered again
 * when the language changes.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag)) return;
  if (element.prototype instanceof ReactiveElement) {
    (element as unknown as typeof ReactiveElement).addInitializer(updateWhenLocaleChanges);
  }
  customElements.define(tag, element);
}
