import { element } from './element.js';
import { late } from './late.js';
import type { Slot } from './slot.js';
import type { MathToken } from './syntax.js';

/** Gives nodes for a source; `null` when nobody can, `undefined` while it is being loaded. */
type Render = ((source: string) => Node[]) | null | undefined;

const math = late(() => import('./math.js'));
const highlight = late(() => import('./highlight.js'));

/** The place of a formula: its source until what draws it has been loaded. */
export function mathSlot({ tex, isDisplay, raw }: MathToken, whenThere: () => void): Omit<Slot, 'key'> {
  const place = element('span', [document.createTextNode(raw)], isDisplay ? 'math display' : 'math');
  place.dir = 'ltr';
  return slot(place, tex, () => {
    const loaded = math(whenThere);
    return loaded && ((source) => loaded.mathNodes(source, isDisplay));
  });
}

/** The place of code whose last line is there: without colours until they have been loaded. */
export function codeSlot(code: string, language: string, whenThere: () => void): Omit<Slot, 'key'> {
  return slot(element('code', [document.createTextNode(code)]), code, () => {
    const loaded = highlight(whenThere);
    return loaded && loaded.rendererFor(language, whenThere);
  });
}

/** Its content changes once; what cannot be rendered stays as it was written. */
function slot(place: HTMLElement, source: string, find: () => Render): Omit<Slot, 'key'> {
  return {
    place,
    fill: () => {
      const render = find();
      if (!render) return render === null;
      try {
        place.replaceChildren(...render(source));
      } catch {
        place.classList.add('as-written');
      }
      return true;
    },
  };
}
