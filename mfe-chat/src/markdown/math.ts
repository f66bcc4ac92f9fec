// Loaded when an answer holds a formula. Temml writes MathML alone, in the characters that browsers draw by themselves,
// so that no style sheet and no font has to come with it.
import temml from 'temml';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

const ELEMENTS = new Set(
  (
    'math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace ' +
    'msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form frame ' +
    'height largeop linethickness lspace mathcolor mathvariant maxsize minsize movablelimits notation rowalign ' +
    'rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width'
  ).split(' '),
);

/** Set one by one through the CSSOM; nothing that could leave the formula's place. */
const STYLES = new Set(
  (
    'borderBottom borderLeft borderRight borderTop color fontFamily fontStyle fontWeight mathDepth math-depth ' +
    'paddingBottom paddingLeft paddingRight paddingTop textAlign'
  ).split(' '),
);

/** A node of Temml's tree: an element with its children, or text. */
interface Branch {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Branch[];
}

/** The nodes of a formula; throws when it is not one. */
export function mathNodes(tex: string, isDisplay: boolean): Node[] {
  const tree = temml.__renderToMathMLTree(tex, {
    displayMode: isDisplay,
    throwOnError: true,
    maxSize: [10, 500],
    maxExpand: 200,
  }) as Branch;
  return [grow(tree)];
}

function grow(branch: Branch): Node {
  const { type, text, attributes = {}, style = {}, children = [] } = branch;
  if (text !== undefined) return document.createTextNode(text);
  const made = document.createElementNS(MATHML, type && ELEMENTS.has(type) ? type : 'mrow') as MathMLElement;
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.has(name)) made.setAttribute(name, String(value));
  }
  for (const [name, value] of Object.entries(style)) {
    const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (STYLES.has(name)) made.style.setProperty(property, String(value));
  }
  made.append(...children.map(grow));
  return made;
}
