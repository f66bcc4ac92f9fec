/** The first and the last row that selected text is in; nothing unless both are inside `root`. */
export function selectedRows(root: ShadowRoot): [Element, Element] | undefined {
  const selection = document.getSelection();
  if (!selection || !('getComposedRanges' in selection)) return undefined;
  const messages = [...root.querySelectorAll('va-message')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const range = selection.getComposedRanges({ shadowRoots: [root, ...messages] })[0];
  if (!range || (range.startContainer === range.endContainer && range.startOffset === range.endOffset))
    return undefined;
  const first = rowOf(range.startContainer, root);
  const last = rowOf(range.endContainer, root);
  return first && last ? [first, last] : undefined;
}

function rowOf(node: Node, root: ShadowRoot): Element | undefined {
  let inside: Node = node;
  for (let up = inside.getRootNode(); up !== root; up = inside.getRootNode()) {
    if (!(up instanceof ShadowRoot)) return undefined;
    inside = up.host;
  }
  const element = inside instanceof Element ? inside : inside.parentElement;
  return element?.closest('.row') ?? undefined;
}
