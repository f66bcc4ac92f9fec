import { waitUntil } from '@open-wc/testing';

type Name = string | RegExp;

const ELEMENTS: Record<string, string> = {
  button: 'button:not([role])',
  columnheader: '[role="columnheader"]',
  combobox: 'select',
  dialog: 'dialog[open]',
  group: 'fieldset, [role="group"]',
  heading: 'h1, h2',
  meter: 'meter',
  radio: 'input[type="radio"]',
  row: '[role="row"]',
  searchbox: 'input[type="search"]',
  table: '[role="table"]',
  textbox: 'input:not([type="search"], [type="radio"], [hidden])',
};

function* everyElement(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

function* within(scope: Element): Generator<Element> {
  yield* everyElement(scope);
  if (scope.shadowRoot) yield* everyElement(scope.shadowRoot);
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The text on the page as a person reads it, through shadow roots. */
export function textOf(element: Element): string {
  let text = '';
  const walk = (node: Node): void => {
    if (node instanceof Text) text += node.data;
    if (!(node instanceof Element) && !(node instanceof ShadowRoot)) return;
    const display = node instanceof Element ? getComputedStyle(node).display : 'contents';
    if (display === 'none') return;
    const isBlock = !['inline', 'contents'].includes(display);
    if (isBlock) text += ' ';
    for (const child of (node instanceof Element && node.shadowRoot ? node.shadowRoot : node).childNodes)
      walk(child);
    if (isBlock) text += ' ';
  };
  walk(element);
  return tidy(text);
}

function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  const labelledBy = element.getAttribute('aria-labelledby');
  const root = element.getRootNode() as Document | ShadowRoot;
  if (labelledBy) {
    return tidy(
      labelledBy
        .split(' ')
        .map((id) => root.getElementById(id)?.textContent ?? '')
        .join(' '),
    );
  }
  if (label) return label;
  if (element instanceof HTMLFieldSetElement) return tidy(element.querySelector('legend')?.textContent ?? '');
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) {
    const [text] = element.labels ?? [];
    return tidy((text?.querySelector('span') ?? text)?.textContent ?? '');
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
  return [...within(scope)].filter(
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
  await waitUntil(
    () => findByRole(scope, role, name),
    `no ${role} named ${String(name)} in: ${textOf(scope)}`,
    {
      timeout: 10_000,
    },
  );
  return findByRole<T>(scope, role, name) as T;
}

/** Presses a button of this name. */
export async function press(scope: Element, name: Name, role = 'button'): Promise<void> {
  (await getByRole(scope, role, name)).click();
}

/** Chooses an option of a select, by its words. */
export async function choose(scope: Element, name: Name, option: string): Promise<void> {
  const select = await getByRole<HTMLSelectElement>(scope, 'combobox', name);
  select.value = [...select.options].find(({ text }) => text.trim() === option)?.value ?? '';
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Types over what is in a field. */
export async function fill(scope: Element, name: Name, text: string): Promise<void> {
  const field = await getByRole<HTMLInputElement>(scope, 'textbox', name);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Waits until the page says so. */
export async function says(scope: Element, words: Name): Promise<void> {
  const said = () => (typeof words === 'string' ? textOf(scope).includes(words) : words.test(textOf(scope)));
  await waitUntil(said, undefined, { timeout: 10_000 }).catch(() => {
    throw new Error(`the page does not say ${String(words)} but: ${textOf(scope)}`);
  });
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

/** Waits until the focus is on something of this name. */
export async function focusIsOn(name: Name): Promise<void> {
  await waitUntil(() => fits(focusedName(), name), undefined, { timeout: 10_000 }).catch(() => {
    throw new Error(`the focus is not on ${String(name)} but on: ${focusedName()}`);
  });
}
