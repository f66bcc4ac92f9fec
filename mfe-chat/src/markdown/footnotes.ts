import { msg, str } from '@lit/localize';
import { element } from './element.js';

/** Where the text points to a note. */
export interface Mark {
  readonly label: string;
  /** As it was written. */
  readonly raw: string;
  readonly place: HTMLElement;
}

/** A note and its item in the list. */
export interface Note {
  readonly label: string;
  readonly item: HTMLElement;
}

/** The notes behind an answer, numbered in the order in which the text points to them. */
export class Footnotes {
  readonly #list = document.createElement('ol');
  readonly section = element('section', [this.#list], 'notes');

  constructor(private readonly root: Element) {}

  /** Numbers the marks whose notes are there, and puts the notes in that order; the others follow. */
  arrange(marks: readonly Mark[], notes: readonly Note[], isWhole: boolean): void {
    if (marks.length + notes.length === 0) {
      this.section.remove();
      return;
    }
    const named = new Map([...notes].reverse().map((note) => [note.label, note]));
    const used = new Map<Note, Mark[]>();
    for (const mark of marks) {
      const note = named.get(mark.label);
      if (note) used.set(note, [...(used.get(note) ?? []), mark]);
      else setText(mark.place, isWhole ? mark.raw : '');
    }
    const items = [...used.keys(), ...notes.filter((note) => !used.has(note))].map(({ item }) => item);
    if (
      items.some((item, at) => this.#list.children[at] !== item) ||
      items.length !== this.#list.children.length
    ) {
      this.#list.replaceChildren(...items);
    }
    for (const [at, [note, pointing]] of [...used].entries()) {
      for (const { place } of pointing)
        setButton(place, String(at + 1), msg(str`Footnote ${at + 1}`), note.item);
      const [first] = pointing;
      if (first) setBack(note.item, first.place);
    }
    for (const { item } of notes.filter((note) => !used.has(note))) item.querySelector('.back')?.remove();
    setName(this.section, msg('Footnotes'));
    if (items.length === 0) this.section.remove();
    else if (this.root.lastChild !== this.section) this.root.append(this.section);
  }
}

/** The item of a note; it can take the focus when a mark leads there. */
export function noteItem(content: Node[]): HTMLElement {
  const item = element('li', content);
  item.tabIndex = -1;
  item.dir = 'auto';
  return item;
}

/** The way back stands behind the last word of the note. */
function setBack(item: HTMLElement, place: HTMLElement): void {
  let back = item.querySelector<HTMLElement>('.back');
  if (!back) {
    back = element('span', [], 'back');
    const last = item.lastElementChild;
    (last instanceof HTMLParagraphElement ? last : item).append(back);
  }
  setButton(back, '↩\ufe0e', msg('Back to the text'), place);
}

/** A button that leads to `target`, or to the button inside it. */
function setButton(place: HTMLElement, words: string, name: string, target: HTMLElement): void {
  let button = place.querySelector<HTMLElement>('button');
  if (!button) {
    button = element('button', [], 'note-mark');
    place.replaceChildren(button);
  }
  setText(button, words);
  setName(button, name);
  // The note may have been lexed again since; the handler leads to the one of now.
  button.onclick = () => (target.querySelector<HTMLElement>(':scope > .note-mark') ?? target).focus();
}

function setText(place: HTMLElement, words: string): void {
  if (place.textContent !== words) place.textContent = words;
}

function setName(made: HTMLElement, name: string): void {
  if (made.getAttribute('aria-label') !== name) made.setAttribute('aria-label', name);
}
