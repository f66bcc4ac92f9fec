import { waitUntil } from '@open-wc/testing';

type Name = string | RegExp;

const ELEMENTS: Record<string, string> = {
  button: 'button:not([role])',
  checkbox: 'input[type="checkbox"]',
  columnheader: '[role="columnheader"]',
  combobox: 'select',
  dialog: 'dialog[open]',
  heading: 'h1, h2',
  listitem: 'li',
  radio: 'input[type="radio"]',
  row: '[role="row"]',
  searchbox: 'input[type="search"]',
  table: 'table',
  textbox: 'textarea',
};

/** Every element below, through shadow roots. */
export function* everyElement(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

const scopeOf = (element: Element): ParentNode => element.shadowRoot ?? element;
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The text on the page as a person reads it, through shadow roots. */
export function textOf(element: Element): string {
  let text = '';
  const walk = (node: Node): void => {
    if (node instanceof Text) text += node.data;
    if (!(node instanceof Element) && !(node instanceof ShadowRoot)) return;
    if (node instanceof HTMLStyleElement || (node instanceof HTMLElement && node.hidden)) return;
    const space = node instanceof Element && node.localName === 'bdi' ? '' : ' ';
    text += space;
    for (const child of (node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes)
      walk(child);
    text += space;
  };
  walk(element);
  return tidy(text);
}

function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  const labelledBy = element.getAttribute('aria-labelledby');
  const root = element.getRootNode() as Document | ShadowRoot;
  if (label) return label;
  if (labelledBy) return tidy(root.getElementById(labelledBy)?.textContent ?? '');
  if (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  ) {
    return tidy(
      element.labels?.[0]?.querySelector('span')?.textContent ?? element.labels?.[0]?.textContent ?? '',
    );
  }
  return textOf(element);
}

const fits = (text: string, name: Name) => (typeof name === 'string' ? text === name : name.test(text));

/** Every visible element of a role, by its accessible name. */
export function findAllByRole<T extends Element = HTMLElement>(
  scope: Element,
  role: string,
  name: Name = /./,
): T[] {
  const selector = ELEMENTS[role] ?? `[role="${role}"]`;
  return [...everyElement(scopeOf(scope))].filter(
    (element) => element.matches(selector) && element.checkVisibility() && fits(nameOf(element), name),
  ) as T[];
}

/** The first one of a role and name, or nothing. */
export function findByRole<T extends Element = HTMLElement>(
  scope: Element,
  role: string,
  name?: Name,
): T | undefined {
  return findAllByRole<T>(scope, role, name)[0];
}

/** The first one of a role and name, as soon as it is there. */
export async function getByRole<T extends Element = HTMLElement>(
  scope: Element,
  role: string,
  name?: Name,
): Promise<T> {
  await waitUntil(() => findByRole(scope, role, name), `no ${role} named ${String(name)}`, {
    timeout: 10_000,
  });
  return findByRole<T>(scope, role, name) as T;
}

/** Presses a button of this name. */
export async function press(scope: Element, name: Name, role = 'button'): Promise<void> {
  (await getByRole(scope, role, name)).click();
}

/** Waits until the page says so. */
export async function says(scope: Element, words: Name): Promise<void> {
  const said = () => (typeof words === 'string' ? textOf(scope).includes(words) : words.test(textOf(scope)));
  await waitUntil(said, `the page does not say ${String(words)}`, { timeout: 10_000 });
}

/** The element that holds the focus, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** The accessible name of what holds the focus. */
export function focusedName(): string {
  const element = focused();
  return element ? nameOf(element) : '';
}
