import type { Chat } from '../../../mfe-chat/src/chat.js';
import { slotText } from './samples.js';
import type { Setting } from './settings.js';

type Functions = Readonly<Record<string, unknown>>;

/** Sets one field of the element, the way a page would: by its attribute where there is one. */
export function set(chat: Chat, setting: Setting, value: string, functions: Functions): void {
  const { attribute, kind, name } = setting;
  if (kind === 'shown') return;
  if (!attribute) Reflect.set(chat, name, valueOf(kind, value, functions));
  else if (value) chat.setAttribute(attribute, kind === 'switch' ? '' : value);
  else chat.removeAttribute(attribute);
}

function valueOf(kind: Setting['kind'], value: string, functions: Functions): unknown {
  if (kind === 'function') return functions[value];
  return value ? (JSON.parse(value) as unknown) : undefined;
}

/** What the element has now, in the words of a control; what is usual is nothing. */
export function read(chat: Chat, { name, usual, kind }: Setting): string {
  const value: unknown = Reflect.get(chat, name);
  const text = value === undefined || value === null ? '' : String(value);
  return kind !== 'shown' && text === usual ? '' : text;
}

/** Fills the slots that are wanted, and empties the others. */
export function fillSlots(chat: Chat, wanted: ReadonlySet<string>): void {
  chat.replaceChildren(
    ...[...wanted].map((slot) => {
      const words = document.createElement('p');
      Object.assign(words, { slot, textContent: slotText(slot) });
      return words;
    }),
  );
}
