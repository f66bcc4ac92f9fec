/** An element with its content; nothing is ever parsed from a string. */
export function element(name: string, content: readonly Node[], className = ''): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  if (className) made.className = className;
  return made;
}
