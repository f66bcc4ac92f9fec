const ATTRIBUTES = ['aria-label', 'aria-valuetext', 'placeholder', 'title', 'alt', 'data-label'];

/**
 * Texts of a page in the accented test language that were not given to translators. `data` is what no translator sees:
 * names, addresses. Dates come from `Intl`, and a text with a language of its own is what it is.
 */
export function plainEnglishIn(page: Element, data: readonly string[]): string[] {
  const found: string[] = [];
  const look = (text: string | null) => {
    let rest = text ?? '';
    for (const each of [...data].filter(Boolean).sort((one, other) => other.length - one.length)) {
      rest = rest.replaceAll(each, '');
    }
    if (/[a-z]{2}/i.test(rest)) found.push(rest.trim());
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) look(node.data);
    if (!(node instanceof Element) && !(node instanceof ShadowRoot)) return;
    if (node instanceof Element) {
      if (node.matches('style, time, [lang]')) return;
      for (const name of ATTRIBUTES) look(node.getAttribute(name));
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    node.childNodes.forEach(walk);
  };
  walk(page);
  return found;
}
