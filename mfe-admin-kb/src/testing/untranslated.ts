import { everyElement } from './find.js';

const READ_ALOUD = ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'];

/** File names, and what `Intl` writes: all the English letters that a page in the accented language may hold. */
const DATA = /[α-ω]+\.\w+|\b(\d+ )?(bytes?|kB|MB|minutes? ago)\b|\b\d+ \w{3,4} \d{4}\b/g;

/** The texts below an element that a person can read or hear and that were not given to translators. */
export function untranslated(root: Element): string[] {
  const texts: string[] = [];
  for (const element of everyElement(root.shadowRoot ?? root)) {
    for (const name of READ_ALOUD) texts.push(element.getAttribute(name) ?? '');
    if (element instanceof HTMLStyleElement) continue;
    const nodes = [...element.childNodes, ...(element.shadowRoot?.childNodes ?? [])];
    for (const node of nodes) if (node instanceof Text) texts.push(node.data);
  }
  return texts.filter((text) => /[a-z]{2}/i.test(text.replace(DATA, ''))).map((text) => text.trim());
}
