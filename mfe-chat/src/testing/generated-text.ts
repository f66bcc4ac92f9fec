/** What a style sheet puts before or after an element; Firefox gives the `attr()` that it comes from. */
export function generatedText(element: Element, where: '::before' | '::after'): string {
  const { content } = getComputedStyle(element, where);
  return content.replace(/attr\(([\w-]+)\)/g, (_, name: string) => `"${element.getAttribute(name)}"`);
}
