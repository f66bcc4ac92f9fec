/** Waits until no colour in `element` is on its way to another one. */
export async function atRest(element: Element): Promise<void> {
  const roots = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  const running = roots.flatMap(({ shadowRoot }) => shadowRoot?.getAnimations() ?? []);
  await Promise.allSettled(running.map(({ finished }) => finished));
}
