import { waitUntil } from '@open-wc/testing';

type Name = string | RegExp;

const SELECTORS: Record<string, string> = {
  alert: '[role="alert"]',
  button: 'button',
  columnheader: 'th[scope="col"]',
  group: '[role="group"]',
  heading: 'h1, h2, h3',
  link: 'a[href]',
  listitem: 'li',
  navigation: 'nav',
  region: 'section[aria-label]',
  rowheader: 'th[scope="row"]',
  searchbox: 'input[type="search"]',
  table: 'table',
};

function* everyElement(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const nameOf = (element: Element) => element.getAttribute('aria-label') ?? textOf(element);
const fits = (text: string, name: Name) => (typeof name === 'string' ? text === name : name.test(text));

/** What a person reads in `element`, shadow roots included. */
export function textOf(element: Element): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement) return '';
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    const inside = (node instanceof Element && node.shadowRoot) || node;
    return (slotted.length ? slotted : [...inside.childNodes]).map(read).join(' ');
  };
  return tidy(read(element));
}

/** Every visible element of a role and name. */
export function allByRole(scope: Element, role: string, name: Name = /./): HTMLElement[] {
  const selector = SELECTORS[role];
  if (!selector) throw new Error(`No selector for the role ${role}`);
  return [...everyElement(scope.shadowRoot ?? scope), ...everyElement(scope)].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      element.matches(selector) &&
      element.checkVisibility() &&
      fits(nameOf(element), name),
  );
}

/** The first one of a role and name, as soon as it is there. */
export async function byRole<T extends HTMLElement = HTMLElement>(
  scope: Element,
  role: string,
  name?: Name,
): Promise<T> {
  await waitUntil(() => allByRole(scope, role, name)[0], `no ${role} named ${String(name)}`, {
    timeout: 10_000,
  });
  return allByRole(scope, role, name)[0] as T;
}

/** Waits until `element` says so. */
export async function says(element: Element, words: Name): Promise<void> {
  const said = () =>
    typeof words === 'string' ? textOf(element).includes(words) : words.test(textOf(element));
  await waitUntil(said, `it does not say ${String(words)}, but ${textOf(element)}`, { timeout: 10_000 });
}

/** The name of what holds the focus, shadow roots included. */
export function focusedName(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ? nameOf(element) : '';
}
