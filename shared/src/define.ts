/** Registers an element, unless another bundle on the page has already taken the tag. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
