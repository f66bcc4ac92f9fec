/** The furthest from the end that the end of something is waited for, in characters. */
const PATIENCE = { bracket: 300, address: 2_000, tag: 300, formula: 500 } as const;

/** A line that begins a block of its own: what has begun before it ends there. */
const NEW_BLOCK = /^[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#|\||>)/;

/** An entity, an escape, an image or an address of which more may come. */
const UNFINISHED =
  /(?:&#?\w{0,8}|\\|!|\b(?:h|ht|htt|https?:?\/?|w|ww)|\b(?:https?:\/\/|www\.)[^\s<>()[\]]*)$/i;

/** The words of a block in the making: what is unfinished waits; emphasis and code that have begun are shown as such. */
export function withoutLooseWords(block: string): string {
  return new LooseWords(block).finished();
}

class LooseWords {
  /** Emphasis and code that have begun, by their signs. */
  #open: { signs: string; at: number }[] = [];
  #brackets: number[] = [];
  #end: number;

  constructor(private readonly text: string) {
    this.#end = text.length;
  }

  finished(): string {
    for (let at = 0; at < this.#end;) at = this.#step(at);
    const waiting = this.#brackets.find((at) => this.text.length - at <= PATIENCE.bracket);
    if (waiting !== undefined) this.#cut(waiting);
    let shown = this.text.slice(0, this.#end).replace(UNFINISHED, '');
    let ends = '';
    for (const { signs, at } of this.#open.reverse()) {
      // What has begun and holds no words yet waits with them.
      if (shown.slice(at + signs.length).trim()) ends += signs;
      else shown = shown.slice(0, at);
    }
    return ends ? shown.trimEnd() + ends : shown;
  }

  /** Looks at what stands at `at`, and answers where to go on. */
  #step(at: number): number {
    const sign = this.text[at];
    switch (sign) {
      case '\\':
        return this.#escape(at);
      case '`':
        return this.#code(at);
      case '[':
        this.#brackets.push(at);
        return at + 1;
      case ']':
        return this.#bracket(at, this.#brackets.pop());
      case '<':
        return this.#tag(at);
      case '$':
        return this.#dollar(at);
      case '*':
      case '_':
      case '~':
        return this.#emphasis(at, sign);
      case '|':
        this.#open = [];
        return at + 1;
      case '\n':
        if (NEW_BLOCK.test(this.text.slice(at + 1, at + 100))) {
          this.#open = [];
          this.#brackets = [];
        }
        return at + 1;
      default:
        return at + 1;
    }
  }

  #cut(at: number): number {
    this.#end = Math.min(this.#end, this.text[at - 1] === '!' && this.text[at] === '[' ? at - 1 : at);
    return this.#end;
  }

  /** Goes on behind the end of something, or waits for it as long as it may still come. */
  #until(at: number, end: number, patience: number): number {
    if (end >= 0) return end;
    return this.text.length - at > patience ? at + 1 : this.#cut(at);
  }

  #escape(at: number): number {
    const next = this.text[at + 1];
    if (next === '(') return this.#formula(at, '\\(', '\\)');
    const isAlone = next === '[' && /(?:^|\n)[ \t]*$/.test(this.text.slice(Math.max(0, at - 10), at));
    return isAlone ? this.#formula(at, '\\[', '\\]') : at + 2;
  }

  #formula(at: number, begin: string, end: string): number {
    const found = this.text.indexOf(end, at + begin.length);
    return this.#until(at, found < 0 ? -1 : found + end.length, PATIENCE.formula);
  }

  #dollar(at: number): number {
    if (this.text[at + 1] === '$') return this.#formula(at, '$$', '$$');
    const isPrice = /[\p{L}\p{N}]/u.test(this.text[at - 1] ?? '') || /[\s\d]/.test(this.text[at + 1] ?? '');
    if (isPrice) return at + 1;
    const [line = ''] = /^[^\n]*/.exec(this.text.slice(at, at + PATIENCE.formula)) ?? [];
    const end = /[^\s\\]\$(?!\d)/.exec(line.slice(1));
    if (end) return at + 1 + end.index + end[0].length;
    return at + line.length < this.text.length ? at + 1 : this.#until(at, -1, PATIENCE.formula);
  }

  #tag(at: number): number {
    if (!/^<(?:[a-z/!?]|$)/i.test(this.text.slice(at, at + 2))) return at + 1;
    const end = this.text.indexOf('>', at);
    return this.#until(at, end < 0 ? -1 : end + 1, PATIENCE.tag);
  }

  #code(at: number): number {
    const [signs = ''] = /^`{1,100}/.exec(this.text.slice(at, at + 100)) ?? [];
    const inside = at + signs.length;
    const end = new RegExp(`(?<!\`)${signs}(?!\`)`, 'g');
    end.lastIndex = inside;
    const found = end.exec(this.text);
    if (found) return found.index + signs.length;
    if (inside === this.text.length) return this.#cut(at);
    this.#open.push({ signs, at });
    return this.text.length;
  }

  #bracket(at: number, start: number | undefined): number {
    if (start === undefined) return at + 1;
    // What follows decides what it is; numbers are hardly ever anything but sources.
    if (at + 1 === this.text.length) {
      return /^\[[\d,\s]+\]$/.test(this.text.slice(start)) ? at + 1 : this.#cut(start);
    }
    if (this.text[at + 1] === '[') {
      const label = this.text.indexOf(']', at + 1);
      return label < 0 ? this.#until(start, -1, PATIENCE.bracket) : label + 1;
    }
    if (this.text[at + 1] !== '(') return at + 1;
    let depth = 0;
    const furthest = Math.min(this.text.length, at + PATIENCE.address);
    for (let end = at + 1; end < furthest; end += 1) {
      if (this.text[end] === '\\') end += 1;
      else if (this.text[end] === '(') depth += 1;
      else if (this.text[end] === ')' && --depth === 0) return end + 1;
    }
    return furthest < this.text.length ? at + 1 : this.#cut(start);
  }

  #emphasis(at: number, sign: string): number {
    let end = at;
    while (this.text[end] === sign) end += 1;
    // More of them may come, and these may end what has begun.
    if (end === this.text.length) return this.#cut(at);
    const signs = this.text.slice(at, end);
    const before = this.text[at - 1] ?? ' ';
    const after = this.text[end] ?? ' ';
    const isWord = (each: string) => /[\p{L}\p{N}]/u.test(each);
    const last = this.#open.at(-1);
    if (last?.signs === signs && !/\s/.test(before)) this.#open.pop();
    else if (!/\s/.test(after) && !(sign === '_' && isWord(before)) && signs.length <= 3)
      this.#open.push({ signs, at });
    return end;
  }
}
