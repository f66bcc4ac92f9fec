/** Punctuation that must not begin a line. */
const TRAILING = /^[.,;:!?…)\]’”"']+/;

/** Puts citations behind the claim, on one line with its last word. */
export function attach(nodes: Node[], citations: Node[]): void {
  const last = nodes.at(-1);
  if (isClaim(last)) {
    last.append(...citations);
  } else if (last instanceof Text && !last.data.trim() && nodes.length > 1) {
    // The claim stands before the space; so does the rest of a group such as [1] [2].
    nodes.pop();
    attach(nodes, citations);
  } else if (last instanceof Text) {
    const [word = ''] = /\S{1,30}\s?$/.exec(last.data) ?? [];
    last.data = last.data.slice(0, last.data.length - word.length);
    nodes.push(claim([document.createTextNode(word.trimEnd()), ...citations]));
  } else if (last instanceof HTMLElement && /^(STRONG|EM|DEL)$/.test(last.tagName)) {
    // The last word is inside: so are its citations, or a line could end between them.
    const inner: Node[] = [...last.childNodes];
    attach(inner, citations);
    last.replaceChildren(...inner);
  } else if (last instanceof HTMLElement && last.textContent.length <= 30 && last.tagName !== 'BR') {
    nodes.splice(-1, 1, claim([last, ...citations]));
  } else {
    nodes.push(claim(citations));
  }
}

/** Moves the punctuation that follows a citation onto its line. */
export function closeClaim(nodes: readonly Node[], next: Node | undefined): void {
  const last = nodes.at(-1);
  if (!isClaim(last) || !(next instanceof Text)) return;
  const [signs] = TRAILING.exec(next.data) ?? [];
  if (!signs) return;
  last.append(signs);
  next.data = next.data.slice(signs.length);
}

function claim(content: Node[]): HTMLElement {
  const made = document.createElement('span');
  made.className = 'nw';
  made.append(...content);
  return made;
}

const isClaim = (node: Node | undefined): node is HTMLElement =>
  node instanceof HTMLElement && node.className === 'nw';
